import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { CLI, type CliProcess, runCli, scratchDirectory } from './support/process.ts';

const PARENT = fileURLToPath(new URL('programs/hold-gateway.ts', import.meta.url));

let scratch: ReturnType<typeof scratchDirectory>;
let running: CliProcess[];
beforeEach(() => {
  scratch = scratchDirectory();
  running = [];
});
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map((cli) => cli.exit()));
  scratch.remove();
});

function start(args: readonly string[], env: Record<string, string> = {}): CliProcess {
  const cli = runCli(['start', '--port', '0', ...args], { cwd: scratch.path, env, stdin: 'pipe' });
  running.push(cli);
  return cli;
}

describe('dragoman start --exit-with-stdin', () => {
  it('stops cleanly when its standard input ends', async () => {
    const cli = start(['--exit-with-stdin', '--json']);
    await cli.firstLine();
    cli.child.stdin?.end('what comes in is thrown away\n');
    expect(await cli.exit()).toBe(0);
    expect(cli.stderr()).toBe('');
    // What was held is free: another gateway gets in.
    const second = start(['--exit-with-stdin', '--json']);
    await second.firstLine();
    second.child.kill('SIGTERM');
    expect(await second.exit()).toBe(0);
  });

  it('ends with a parent that is killed', async () => {
    const parent = spawn(process.execPath, [PARENT, CLI, 'start', '--port', '0', '--exit-with-stdin', '--json'], {
      cwd: scratch.path,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    const { url, pid } = JSON.parse(line) as { readonly url: string; readonly pid: number };
    expect(pid).not.toBe(parent.pid);
    // A line on stderr that nobody reads any more is to come too: a request that is rejected.
    await fetch(`${url}/v1/p/secrets`);
    const closed = once(parent, 'close');
    parent.kill('SIGKILL');
    parent.stderr.resume();
    // Both hold the other end of its stderr.
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('ends too where its parent is gone before it is up, or gives it no input', async () => {
    const early = start(['--exit-with-stdin', '--json']);
    early.child.stdin?.end();
    const none = runCli(['start', '--port', '0', '--memory', '--exit-with-stdin'], { cwd: scratch.path });
    expect(await Promise.all([early.exit(), none.exit()])).toEqual([0, 0]);
  });

  it('is not what a gateway does that was not asked to', async () => {
    const cli = start(['--json']);
    const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };
    cli.child.stdin?.end();
    expect((await fetch(`${url}/_dragoman/health`)).status).toBe(200);
  });
});

describe('dragoman start --ready-file', () => {
  it('says in a file of its owner what a parent needs, and takes it away at the end', async () => {
    const token = 'control-token-of-this-test';
    const path = join(scratch.path, 'ready.json');
    const cli = start(['--json', '--ready-file', path], { DRAGOMAN_CONTROL_TOKEN: token });
    const line = JSON.parse(await cli.firstLine()) as { readonly url: string; readonly authority: string };
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ ...line, control_token: token });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await (await fetch(line.authority)).text()).toMatch(/^-----BEGIN CERTIFICATE-----/);
    cli.child.kill('SIGTERM');
    expect(await cli.exit()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('that cannot be written stops the start', async () => {
    const cli = start(['--memory', '--ready-file', join(scratch.path, 'nowhere', 'ready.json')]);
    expect(await cli.exit()).toBe(1);
    expect(cli.stderr()).toMatch(
      /^dragoman: the ready file ".+" cannot be written \(ENOENT\): give another --ready-file\n$/,
    );
    expect(cli.stdout()).toBe('');
  });
});
