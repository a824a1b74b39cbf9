import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Dialect } from '../src/model/direction.ts';
import { addressNames, block } from '../src/outputs/hcl.ts';
import { valuesInEnvironment, valuesInFiles } from '../src/outputs/child-values.ts';
import { loadFile, loadSteps } from '../src/outputs/load-steps.ts';
import { GO_LOADER } from '../src/outputs/loaders/go.ts';
import { JAVA_LOADER } from '../src/outputs/loaders/java.ts';
import { NODE_LOADER } from '../src/outputs/loaders/node.ts';
import { PYTHON_LOADER } from '../src/outputs/loaders/python.ts';
import { shellScript } from '../src/outputs/shell.ts';
import { terraformOf } from '../src/outputs/terraform.ts';
import { openValueDirectory, sweepValueDirectories } from '../src/outputs/value-directory.ts';
import { type Move, movesOf } from '../src/run/moves.ts';
import { encodingsOf } from './planted.ts';
import { type Estate, estateOf } from './support/estate.ts';
import { planOf } from './support/move.ts';

/** The parser of HashiCorp; its types bring those of browsers along, which are others than those of Node. */
const require = createRequire(import.meta.url);
const { parse } = require('@cdktn/hcl2json') as {
  readonly parse: (file: string, text: string) => Promise<unknown>;
};

const ALI = estateOf({ dialect: 'aliyun', secrets: 40, seed: 7 });
const HW = estateOf({ dialect: 'huawei', secrets: 40, seed: 8 });

function moveOf(estate: Estate, dialect: Dialect): { plan: ReturnType<typeof planOf>; moves: Move[] } {
  const plan = planOf(estate, dialect);
  return { plan, moves: movesOf(plan, estate.inventory) };
}

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

describe('a shell script', () => {
  /** A command that notes its arguments, and of hcloud and curl the file that it was given. */
  const NOTE = `#!/usr/bin/env bash
printf '%s\\0' "$(basename "$0")" "$@" >>"$NOTES"
for argument in "$@"; do
  case $argument in
    --cli-jsonInput=*) printf 'json=%s\\0' "$(cat "\${argument#*=}")" >>"$NOTES" ;;
    @*) printf 'json=%s\\0' "$(cat "\${argument#@}")" >>"$NOTES" ;;
  esac
done
printf '\\n\\0' >>"$NOTES"
printf '{"code":0,"secret":{"id":"an-id"}}'
`;

  const ALI = estateOf({ dialect: 'aliyun', secrets: 6, seed: 17 });
  const HW = estateOf({ dialect: 'huawei', secrets: 6, seed: 18 });

  async function run(estate: Estate, dialect: Dialect): Promise<string[][]> {
    const { plan, moves } = moveOf(estate, dialect);
    const directory = openValueDirectory(scratch, process.pid);
    await valuesInFiles({ plan, moves, values: estate.values }, directory);
    for (const tool of ['aliyun', 'hcloud', 'curl']) writeFileSync(join(scratch, tool), NOTE, { mode: 0o755 });
    writeFileSync(join(scratch, 'load.sh'), shellScript(plan, loadSteps(moves, dialect)));
    const env = {
      PATH: `${scratch}:${process.env['PATH'] ?? ''}`,
      NOTES: join(scratch, 'notes'),
      DRAGOMAN_VALUES: directory.path,
      ...{ BK_JOB_URL: 'http://job', BK_APP_CODE: 'app', BK_APP_SECRET: 'app-secret', BK_USERNAME: 'admin' },
      ...{ BK_SCOPE_TYPE: 'biz', BK_SCOPE_ID: '2' },
    };
    for (let time = 1; time <= 2; time += 1) execFileSync('bash', ['load.sh'], { cwd: scratch, env, stdio: 'ignore' });
    const notes = readFileSync(join(scratch, 'notes'), 'utf8').split('\n\0').slice(0, -1);
    return notes.map((line) => line.split('\0').slice(0, -1));
  }

  const stepsIn = (estate: Estate, dialect: Dialect): number =>
    moveOf(estate, dialect).moves.reduce((sum, { steps }) => sum + steps.length, 0);

  test("calls Alibaba Cloud's CLI once for each step, without a value in its arguments", async () => {
    const calls = await run(HW, 'aliyun');
    expect(calls).toHaveLength(stepsIn(HW, 'aliyun'));
    expect(calls.flat().filter((text) => HW.planted.some((value) => text.includes(value)))).toEqual([]);
    const [first = []] = calls;
    expect(first.slice(0, 5)).toEqual([
      'aliyun',
      'kms',
      'CreateSecret',
      '--SecretName',
      moveOf(HW, 'aliyun').moves[0]?.secret.name,
    ]);
    expect(first.join(' ')).toMatch(/ --SecretData-FILE \S+\/s0001\.1$/);
  });

  test('gives KooCLI a file with the value in its place', async () => {
    const calls = await run(ALI, 'huawei');
    const tags = moveOf(ALI, 'huawei').moves.filter(({ secret }) => Object.keys(secret.tags).length > 0).length;
    expect(calls).toHaveLength(stepsIn(ALI, 'huawei') + tags);
    const files = calls.map((call) => call.find((text) => text.startsWith('json='))?.slice(5) ?? '');
    const args = calls.flat().filter((text) => !text.startsWith('json='));
    expect(args.filter((text) => ALI.planted.some((value) => text.includes(value)))).toEqual([]);
    const bodies = files.map((file) => (JSON.parse(file) as { body?: Record<string, string> }).body ?? {});
    const written = bodies.flatMap((body) => body['secret_string'] ?? body['secret_binary'] ?? []);
    expect(written.toSorted()).toEqual(ALI.planted.toSorted());
  });

  test('gives curl the slots of a credential in a file, and the app in another', async () => {
    const calls = await run(HW, 'bk');
    expect(calls).toHaveLength(stepsIn(HW, 'bk'));
    const [first = []] = calls;
    expect(first.filter((text) => !text.startsWith('json=')).join(' ')).not.toMatch(/app-secret|planted/);
    const body = JSON.parse(first.find((text) => text.startsWith('json='))?.slice(5) ?? '') as object;
    expect(body).toMatchObject({ bk_scope_type: 'biz', bk_scope_id: '2', name: expect.any(String) });
  });

  test('quotes what a shell would expand', () => {
    const name = 'a\'b"$(touch x)`touch x`\\ !*?';
    const steps = [{ step: 's1', op: 'CreateSecret', name, version_id: 'v1', type: 'text', value_ref: { file: 's1' } }];
    const script = shellScript({ target: { dialect: 'aliyun', address: '', profile: {} } }, steps);
    const printed = execFileSync(
      'bash',
      [
        '-c',
        script
          .split('\n')
          .find((line) => line.startsWith('step s1'))
          ?.replace('step s1', 'printf "%s\\n"') ?? '',
        '',
      ],
      { env: { DRAGOMAN_VALUES: '/v' }, encoding: 'utf8' },
    );
    expect(printed.split('\n')).toContain(name);
  });
});

test('loaders are there in four languages, and that in Python is Python', () => {
  for (const loader of [PYTHON_LOADER, NODE_LOADER, GO_LOADER, JAVA_LOADER]) expect(loader).toContain('load.progress');
  execFileSync('python3', ['-c', 'import ast,sys; ast.parse(sys.stdin.read())'], { input: PYTHON_LOADER });
});
