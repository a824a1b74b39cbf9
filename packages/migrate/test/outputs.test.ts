import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Dialect } from '../src/model/direction.ts';
import { addressNames, block } from '../src/outputs/hcl.ts';
import { valuesInEnvironment, valuesInFiles } from '../src/outputs/child-values.ts';
import { loadFile, loadSteps } from '../src/outputs/load-steps.ts';
import { shellScript } from '../src/outputs/shell.ts';
import { terraformOf } from '../src/outputs/terraform.ts';
import { openValueDirectory, sweepValueDirectories } from '../src/outputs/value-directory.ts';
import { encodingsOf } from './planted.ts';
import { type Estate, estateOf } from './support/estate.ts';
import { moveOf } from './support/move.ts';

/** The parser of HashiCorp; its types bring those of browsers along, which are others than those of Node. */
const require = createRequire(import.meta.url);
const { parse } = require('@cdktn/hcl2json') as {
  readonly parse: (file: string, text: string) => Promise<unknown>;
};

const ALI = estateOf({ dialect: 'aliyun', secrets: 40, seed: 7 });
const HW = estateOf({ dialect: 'huawei', secrets: 40, seed: 8 });

const ID = '5ac01376-0000-4000-8000-000000000001';
const DIRECTIONS = [
  [ALI, 'huawei'],
  [HW, 'aliyun'],
  [HW, 'bk'],
  [ALI, 'bk'],
] as const;

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dragoman-outputs-'));
});
afterEach(() => {
  rmSync(scratch, { recursive: true });
});

test.each(DIRECTIONS)('no output holds a value in any encoding (%#)', (estate, dialect) => {
  const { plan, moves } = moveOf(estate, dialect);
  const steps = loadSteps(moves, dialect);
  const outputs = [
    loadFile(steps),
    shellScript(plan, steps),
    ...(dialect === 'bk' ? [] : [terraformOf(plan, moves, () => ID)]),
  ];
  expect(outputs.join('').length).toBeGreaterThan(10_000);
  const found = estate.planted.filter((value) =>
    encodingsOf(value).some((encoded) => outputs.some((text) => text.includes(encoded))),
  );
  expect(found).toEqual([]);
});

describe('HCL', () => {
  test('reads back as what was written, whatever it is', async () => {
    const piece = fc.constantFrom(
      '${',
      '%{',
      '$',
      '%',
      '"',
      '\\',
      '\n',
      '\r',
      '\t',
      '\u0000',
      '\u001B',
      'a',
      '密',
      '😀',
      '}',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (value, key) => {
        const read = await parse(
          'a.tf',
          block('locals', [
            ['text', value],
            ['map', { [key]: value }],
          ]),
        );
        // The parser shows templates as they are written.
        const asWritten = (given: string): string => given.replace(/[$%](?=\{)/g, '$&$&');
        expect(read).toEqual({ locals: [{ text: asWritten(value), map: { [asWritten(key)]: asWritten(value) } }] });
      }),
      { numRuns: 300 },
    );
  });

  test('gives each block an address of its own', () => {
    const names = addressNames(['a/b', 'a-b', 'a.b', '7', 'c']);
    expect(new Set(names).size).toBe(5);
    expect(names[1]).toBe('a-b');
    expect(names.slice(3)).toEqual(['_7', 'c']);
    for (const name of names) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_-]*$/);
  });
});

describe('Terraform', () => {
  test('imports what was made at Huawei, stages of its own too', async () => {
    const { plan, moves } = moveOf(ALI, 'huawei');
    const read = (await parse(
      'a.tf',
      terraformOf(plan, moves, () => ID),
    )) as {
      import: { to: string; id: string }[];
      resource: Record<string, Record<string, object[]>>;
    };
    const stages = moves.flatMap(({ secret }) => secret.labels);
    expect(stages.length).toBeGreaterThan(5);
    expect(read.import).toHaveLength(40 + stages.length);
    expect(read.import[0]).toEqual({
      id: `${ID}/${moves[0]?.secret.name ?? ''}`,
      to: expect.stringMatching(/^\$\{huaweicloud_csms_secret\.[\w-]+\}$/),
    });
    expect(Object.keys(read.resource['huaweicloud_csms_secret_version_state'] ?? {})).toHaveLength(stages.length);
    const [first] = Object.values(read.resource['huaweicloud_csms_secret'] ?? {});
    expect(Object.keys(first?.[0] ?? {})).toEqual(expect.arrayContaining(['name']));
  });

  test('names the current version at Alibaba Cloud, which another plan would write anew otherwise', async () => {
    const { plan, moves } = moveOf(HW, 'aliyun');
    const read = (await parse(
      'a.tf',
      terraformOf(plan, moves, () => null),
    )) as {
      resource: { alicloud_kms_secret: Record<string, { version_id: string; secret_data: string }[]> };
    };
    const versions = Object.values(read.resource.alicloud_kms_secret).map(([secret]) => secret?.version_id);
    expect(versions).toEqual(moves.map(({ secret }) => secret.versions.at(-1)?.id));
  });

  test('is not made for JOB, nor before the ids at Huawei are known', () => {
    const { plan, moves } = moveOf(ALI, 'huawei');
    expect(() => terraformOf(plan, moves, () => null)).toThrow(/apply the plan first/);
    const job = moveOf(ALI, 'bk');
    expect(() => terraformOf(job.plan, job.moves, () => ID)).toThrow('JOB has no Terraform provider');
  });
});

describe('values for a child', () => {
  const given = (estate: Estate, dialect: Dialect) => ({ ...moveOf(estate, dialect), values: estate.values });

  test('are in one variable by the name at the target', async () => {
    const { TF_VAR_values: text = '' } = await valuesInEnvironment(given(ALI, 'huawei'));
    const values = JSON.parse(text) as Record<string, string>;
    expect(Object.keys(values)).toHaveLength(40);
    for (const value of Object.values(values)) expect(ALI.planted).toContain(value);
  });

  test('are in files that nobody else may read, and gone when they are removed', async () => {
    const directory = openValueDirectory(scratch, 1);
    const variables = await valuesInFiles(given(ALI, 'huawei'), directory);
    expect(statSync(directory.path).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(directory.path))
      expect(statSync(join(directory.path, file)).mode & 0o777).toBe(0o600);
    expect(ALI.planted).toContain(readFileSync(join(directory.path, 's0001.1'), 'utf8'));
    const { values } = JSON.parse(readFileSync(join(directory.path, 'values.tfvars.json'), 'utf8')) as {
      values: object;
    };
    expect(Object.keys(values)).toHaveLength(40);
    expect(variables['TF_CLI_ARGS_plan']).toBe(`-var-file=${directory.path}/values.tfvars.json`);
    directory.remove();
    expect(existsSync(directory.path)).toBe(false);
  });

  test("are slots for JOB, by the names of create_credential's fields", async () => {
    const directory = openValueDirectory(scratch, 1);
    await valuesInFiles(given(HW, 'bk'), directory);
    const files = readdirSync(directory.path).filter((name) => name.startsWith('s'));
    for (const file of files) {
      const slots = JSON.parse(readFileSync(join(directory.path, file), 'utf8')) as Record<string, string>;
      for (const name of Object.keys(slots))
        expect(name).toMatch(/^credential_(access_key|secret_key|username|password)$/);
    }
  });

  test('too many for a variable are told so', async () => {
    const input = {
      ...given(ALI, 'huawei'),
      values: { valueOf: async () => ({ type: 'text' as const, data: 'x'.repeat(9_999) }) },
    } as const;
    await expect(valuesInEnvironment(input)).rejects.toThrow('give --values files');
  });

  test('that a killed process left are swept at the next start, and those of the living are not', () => {
    const dead = openValueDirectory(scratch, 111);
    const alive = openValueDirectory(scratch, 222);
    mkdirSync(join(scratch, 'another'));
    dead.add('v', 'x');
    expect(sweepValueDirectories(scratch, (pid) => pid === 222)).toBe(1);
    expect([existsSync(dead.path), existsSync(alive.path)]).toEqual([false, true]);
    expect(readdirSync(scratch)).toContain('another');
  });
});
