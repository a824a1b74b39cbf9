import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { estateOf } from '../../packages/migrate/test/support/estate.ts';
import type { StartedGateway } from '../support/commands.ts';
import { writeManifest } from './estate-files.ts';
import { type Finished, migrateIn, scratchFolder, startCloud } from './gateway.ts';

const VALUES = 10_000;
/** What begins every planted value, and nothing else. */
const MARK = 'planted-';

const scratch = scratchFolder();
let cloud: StartedGateway;
before(async () => {
  cloud = await startCloud(scratch.path);
});
after(async () => {
  await cloud.stop();
  scratch.remove();
});

/** The mark as it shows in eight encodings: as it is, and in seven others, wherever Base64 begins it. */
function encodings(mark: string): string[] {
  const bytes = Buffer.from(mark);
  const inBase64 = (encoding: 'base64' | 'base64url'): string[] =>
    [0, 1, 2].map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString(encoding);
      return text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
    });
  return [
    mark,
    ...inBase64('base64'),
    ...inBase64('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
    Array.from(mark, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(''),
    Array.from(mark, (letter) => `&#${letter.charCodeAt(0)};`).join(''),
    Buffer.from(mark, 'utf16le').toString('latin1'),
    Array.from(mark).toReversed().join(''),
  ];
}

const FORMS = encodings(MARK);
const formsIn = (bytes: Buffer | string): string[] => {
  const text = typeof bytes === 'string' ? bytes : bytes.toString('latin1');
  return FORMS.filter((form) => text.includes(form));
};

test('the search finds a value in each encoding', () => {
  for (const form of FORMS) assert.deepEqual(formsIn(`before ${form} after`).includes(form), true);
});

test(`none of ${VALUES} planted values is in a file, an output or the log, in any of 8 encodings`, async () => {
  const found: string[] = [];
  let values = 0;
  for (const [source, to, seed] of [
    ['aliyun', 'huawei', 1],
    ['huawei', 'aliyun', 2],
    ['aliyun', 'bk', 3],
  ] as const) {
    const estate = estateOf({ dialect: source, secrets: 1_400, seed, versions: 4 });
    values += estate.planted.length;
    const cwd = scratchFolder();
    const sources = scratchFolder();
    const manifest = join(sources.path, 'm.json');
    await writeManifest(manifest, estate);
    const migrate = migrateIn(cwd.path, cloud.url);
    const ran = (finished: Finished, ...codes: number[]): Finished => {
      assert.ok(codes.includes(finished.code ?? -1), `${finished.code} ${finished.err.slice(-500)}`);
      for (const form of formsIn(finished.out + finished.err)) found.push(`${to}: an output has ${form}`);
      return finished;
    };
    const plan = ['a.plan.json', manifest];
    ran(migrate('inventory', manifest, '--with-values', '--json'), 0);
    const made = ['plan', manifest, '--to', to, '--max-loss', 'lost', '--with-values', '--out', 'a.plan.json'];
    ran(migrate(...made, '--assume', `${to}.quota=100000`), 2);
    for (const format of ['text', 'markdown', 'html', 'junit', 'sarif', 'json'])
      ran(migrate('report', 'a.plan.json', '--format', format), 0);
    ran(migrate('apply', ...plan, '--yes', '--json', '--endpoint', 'http://127.0.0.1:1'), 1);
    ran(migrate('apply', ...plan, '--yes', '--json'), 0);
    ran(migrate('verify', ...plan, '--json', '--show-fingerprints'), 0);
    const [name] = readdirSync(cwd.path).filter((each) => each.endsWith('.jsonl'));
    appendFileSync(join(cwd.path, name ?? ''), '{"step":"s0');
    ran(migrate('rollback', ...plan, '--yes', '--now', '--json'), to === 'bk' ? 4 : 0);
    for (const file of readdirSync(cwd.path))
      for (const form of formsIn(readFileSync(join(cwd.path, file)))) found.push(`${to}: ${file} has ${form}`);
    cwd.remove();
    sources.remove();
  }
  for (const file of readdirSync(scratch.path, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      for (const form of formsIn(readFileSync(join(file.parentPath, file.name))))
        found.push(`${file.name} has ${form}`);
  assert.ok(values >= VALUES, `${values} values were planted`);
  assert.deepEqual(found, []);
});
