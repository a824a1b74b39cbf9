import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';

const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
const HERE = fileURLToPath(new URL('.', import.meta.url));

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await gatewayForTest();
});
afterAll(() => gateway.close());

/** The code blocks of a language, pointed at this gateway. The Python ones run in the Python conformance suite. */
function snippets(language: string): string[] {
  const blocks = [...README.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(
    ([, code]) => code ?? '',
  );
  expect(blocks.length).toBeGreaterThan(0);
  return blocks.map((code) => code.replaceAll('127.0.0.1:4600', gateway.host));
}

it('has Node snippets that work when pasted, and once more after the command that is there for it', async () => {
  await runNodeSnippets();
  expect(README).toContain('\n    npm run -s dragoman -- reset\n');
  await controlClient({ url: gateway.url }).reset();
  await runNodeSnippets();
});

async function runNodeSnippets(): Promise<void> {
  for (const code of snippets('js')) {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', code], { cwd: HERE });
    expect(stdout.trim()).toBe('s3cr3t');
  }
}

it('has curl snippets that work when pasted', async () => {
  for (const code of snippets('sh')) {
    const [, url = '', body = ''] = /^curl (\S+) -d '(.*)'$/s.exec(code.trim()) ?? [];
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const response = await fetch(url, { method: 'POST', headers, body });
    expect(await response.json()).toMatchObject({ result: true, data: { name: 'from-esb' } });
  }
});
