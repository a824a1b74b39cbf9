import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CLI = pathOf('../../packages/gateway/dist/cli.js');
const PYTHON = pathOf('../python/.venv/bin/python');
const GO_SUITE = pathOf('../go');

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-unchanged-'));
after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Nothing but what programs need to run: no proxy, no endpoint, no credentials. */
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], LC_ALL: 'C.UTF-8' };

function underExec(...command: readonly string[]) {
  const args = [CLI, 'exec', '--memory', '--unknown-hosts', 'reject', '--', ...command];
  return spawnSync(process.execPath, args, {
    cwd: scratch,
    env: { ...env, DRAGOMAN_PORT: '0' },
    encoding: 'utf8',
    timeout: 120_000,
  });
}

function leaveOut(what: string, why: string): string {
  console.log(`!!! LEFT OUT: ${what} (this machine lacks ${why}) !!!`);
  return `it lacks ${why}`;
}

const hasPython = existsSync(PYTHON);
const hasGo = spawnSync('go', ['version']).status === 0;

test(
  'a Python program',
  { skip: hasPython ? false : leaveOut('an unchanged Python program', 'the environment of conformance/python') },
  () => {
    const { stdout, stderr, status } = underExec(PYTHON, pathOf('unchanged.py'));
    assert.equal(stdout, 'unchanged\n', stderr);
    assert.equal(status, 0);
    assert.deepEqual(told(stderr), [
      'intercepted 100.100.100.200:80',
      'intercepted csms.cn-north-4.myhuaweicloud.com:443',
      'intercepted kms.cn-hangzhou.aliyuncs.com:443',
      'rejected obs.cn-north-4.myhuaweicloud.com:443',
      'rejected oss-cn-hangzhou.aliyuncs.com:443',
    ]);
  },
);

test('a Go program', { skip: hasGo ? false : leaveOut('an unchanged Go program', 'go') }, () => {
  const program = join(scratch, 'program');
  execFileSync('go', ['build', '-o', program, './unchanged'], {
    cwd: GO_SUITE,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { stdout, stderr, status } = underExec(program);
  assert.equal(stdout, 'unchanged\n', stderr);
  assert.equal(status, 0);
  // Huawei's SDK asks for no proxy and reads the endpoint of its region from the environment.
  assert.deepEqual(told(stderr), [
    'intercepted kms.cn-hangzhou.aliyuncs.com:443',
    'rejected obs.cn-north-4.myhuaweicloud.com:443',
    'rejected oss-cn-hangzhou.aliyuncs.com:443',
  ]);
});

/** Which hosts were asked for, by the proxy's own record. */
function told(stderr: string): string[] {
  return [...stderr.matchAll(/^dragoman: ((?:intercepted|passed|rejected|blocked) \S+) /gm)]
    .map(([, line = '']) => line)
    .toSorted();
}
