import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

import type { Message } from '@dragoman/messages';
import { describe, expect, it } from '@jest/globals';

/** What stands in the place of each value: Latin, as most names are. */
const VALUE = 'X1';

/** Words that Chinese sentences have as they are: names of the vendors' parameters, commands, and forms to be typed. */
const CODE = /`[^`]*`|"[^"]*"|<[^>]*>|\{[^}]*\}/g;

const HAN = /\p{Script=Han}/u;

const values = new Proxy({}, { get: () => VALUE });

/** Every message of every catalogue, by file and id. */
async function allMessages(): Promise<[string, Message][]> {
  const files = globSync('packages/*/src/**/*.ts').filter(
    (file) => !file.endsWith('.test.ts') && readFileSync(file, 'utf8').includes('= catalogue({'),
  );
  const modules = await Promise.all(
    files.map(async (file) => [file, (await import(pathToFileURL(file).href)) as Record<string, unknown>] as const),
  );
  return modules.flatMap(([file, exported]) =>
    Object.values(exported)
      .filter((catalogue) => typeof catalogue === 'object' && catalogue !== null)
      .flatMap((catalogue) => Object.entries(catalogue))
      .map(([id, entry]): [string, Message] => [
        `${file} ${id}`,
        typeof entry === 'function' ? (entry as (values: object) => Message)(values) : (entry as Message),
      ]),
  );
}

/** What a technical writer would mark in a Chinese sentence. */
function problemsOf({ en, zh }: Message): string[] {
  const plain = zh.replace(CODE, VALUE);
  return [
    ...(HAN.test(en) ? ['Chinese in English'] : []),
    ...(!HAN.test(zh) && /[a-z]{2,} [a-z]{2,}/.test(en.replace(CODE, '')) ? ['no Chinese'] : []),
    ...(/\b[a-z']+ [a-z']+ [a-z']+\b/.test(plain) ? ['English in Chinese'] : []),
    ...(/\p{Script=Han}[,;:?!()]|[,;?!()]\p{Script=Han}/u.test(plain) ? ['half-width punctuation'] : []),
    ...(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u.test(plain) ? ['no blank beside Latin'] : []),
    ...(/[，。：；？（）、] | [，。：；？（）、]/.test(plain) ? ['blank beside full-width punctuation'] : []),
    ...(/。$/.test(zh) ? ['a full stop, which its English has not'] : []),
  ];
}

describe('the messages of every package', () => {
  it('are in Chinese as a technical writer would have them', async () => {
    const all = await allMessages();
    expect(all.length).toBeGreaterThan(600);
    const problems = all.flatMap(([name, message]) =>
      problemsOf(message).map((problem) => `${name}: ${problem}: ${message.zh}`),
    );
    expect(problems).toEqual([]);
  });
});
