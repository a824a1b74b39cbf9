import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { CLI, runToEnd, scratchDirectory } from './support/process.ts';

let gateway: TestGateway;
let scratch: ReturnType<typeof scratchDirectory>;

beforeAll(async () => {
  gateway = await gatewayForTest();
  scratch = scratchDirectory();
  await controlClient({ url: gateway.url }).secrets.put({ name: 'orders:db', value: 'x' });
  // The scripts call the command by its name.
  const command = join(scratch.path, 'dragoman');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`);
  chmodSync(command, 0o755);
});
afterAll(async () => {
  await gateway.close();
  scratch.remove();
});

async function completed(...args: string[]): Promise<string[]> {
  const { out } = await runToEnd(['complete', '--', ...args], { cwd: scratch.path, url: gateway.url });
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split('\t')[0] ?? '');
}

describe('what may stand at the end of a command line', () => {
  it.each<[string, string[], string[]]>([
    ['a command', ['jour'], ['journal']],
    ['a command of a group', ['journal', 'f'], ['follow']],
    ['a flag', ['start', '--por'], ['--port']],
    ['a choice of a flag', ['journal', 'list', '--output', 'j'], ['json']],
    ['a choice of an argument', ['completion', ''], ['bash', 'zsh', 'fish', 'powershell']],
    ['a name that the gateway has', ['secrets', 'get', 'ord'], ['orders:db']],
    ['a name behind flags', ['secrets', 'get', '--output', 'json', ''], ['orders:db']],
    ['a vault behind its flag', ['secrets', 'list', '--vault', ''], ['default']],
    ['a preset', ['faults', 'preset', 'reset'], ['reset-once']],
    ['nothing where files are meant', ['seeds', 'apply', ''], []],
  ])('is %s', async (_what, args, expected) => {
    expect(await completed(...args)).toEqual(expected);
  });

  it('is nothing from a gateway that does not answer', async () => {
    const { out, code } = await runToEnd(['complete', '--', 'secrets', 'get', ''], {
      cwd: scratch.path,
      url: 'http://127.0.0.1:1',
    });
    expect({ out, code }).toEqual({ out: '', code: 0 });
  });
});

const has = (shell: string): boolean => spawnSync(shell, ['--version']).status === 0;

/**
 * What a shell completes with the script that it is given. The gateway runs in this process, so its names are left out.
 */
function completedIn(shell: string, program: string): string {
  const script = execFileSync(process.execPath, [CLI, 'completion', shell], { encoding: 'utf8' });
  writeFileSync(join(scratch.path, 'script'), script);
  return execFileSync(shell, ['-c', program], {
    cwd: scratch.path,
    encoding: 'utf8',
    env: { PATH: [scratch.path, process.env['PATH'] ?? ''].join(delimiter), HOME: scratch.path },
  });
}

describe('a shell', () => {
  it('completes in bash', () => {
    const program =
      'source ./script; COMP_WORDS=(dragoman journal f); COMP_CWORD=2; _dragoman; printf "%s\\n" "${COMPREPLY[@]}"';
    expect(completedIn('bash', program)).toBe('follow\n');
  });

  (has('fish') ? it : it.skip)('completes in fish', () => {
    expect(completedIn('fish', 'source ./script; complete -C "dragoman journal f"')).toMatch(
      /^follow\tStreams requests/,
    );
  });

  (has('zsh') ? it : it.skip)('completes in zsh', () => {
    const program =
      'compdef() { :; }; _describe() { print -rl -- $found; }; source ./script; ' +
      'words=(dragoman journal f); CURRENT=3; _dragoman';
    expect(completedIn('zsh', program)).toMatch(/^follow:Streams requests/);
  });
});
