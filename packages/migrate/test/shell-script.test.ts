import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Dialect } from '../src/model/direction.ts';
import { valuesInFiles } from '../src/outputs/child-values.ts';
import { loadSteps } from '../src/outputs/load-steps.ts';
import { GO_LOADER } from '../src/outputs/loaders/go.ts';
import { JAVA_LOADER } from '../src/outputs/loaders/java.ts';
import { NODE_LOADER } from '../src/outputs/loaders/node.ts';
import { PYTHON_LOADER } from '../src/outputs/loaders/python.ts';
import { shellScript } from '../src/outputs/shell.ts';
import { openValueDirectory } from '../src/outputs/value-directory.ts';
import { type Estate, estateOf } from './support/estate.ts';
import { moveOf } from './support/move.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'dragoman-outputs-'));
});
afterEach(() => {
  rmSync(scratch, { recursive: true });
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
