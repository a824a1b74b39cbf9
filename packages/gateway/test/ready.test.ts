import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { controlClient } from '../src/index.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { runCli, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
let directory: string;

beforeEach(() => {
  scratch = scratchDirectory();
  directory = join(scratch.path, 'ready.d');
  mkdirSync(directory);
});
afterEach(() => {
  scratch.remove();
});

function script(name: string, body: string, mode = 0o755): void {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, mode);
}

const isReady = async (gateway: TestGateway): Promise<boolean> =>
  (await controlClient({ url: gateway.url }).ready()).ready;

describe('programs of ready.dir', () => {
  it('run by name once requests are served, and readiness waits for them', async () => {
    const [pipe, out] = [join(scratch.path, 'go'), join(scratch.path, 'out')];
    script('20-second', `echo second $DRAGOMAN_CONTROL_TOKEN >> ${out}; echo told here >&2`);
    script(
      '10-first',
      `while [ ! -e ${pipe} ]; do sleep 0.05; done; echo first $DRAGOMAN_URL $DRAGOMAN_ROOT_KEY >> ${out}`,
    );
    script('30-readme', 'exit 1', 0o644);
    const gateway = await gatewayForTest({ 'ready-dir': directory, 'control-token': 'a token for the control API' });
    try {
      expect(await isReady(gateway)).toBe(false);
      writeFileSync(pipe, '');
      expect(await gateway.ready()).toBe(true);
      expect(await isReady(gateway)).toBe(true);
      expect(readFileSync(out, 'utf8')).toBe(`first ${gateway.url}\nsecond a token for the control API\n`);
      expect(gateway.lines).toEqual([
        'ready.d 30-readme is not executable and does not run: chmod +x lets it',
        'ready.d 20-second: told here',
      ]);
    } finally {
      await gateway.close();
    }
  });

  it('are ended with all that they started when the gateway ends', async () => {
    script('10-waits', 'sleep 600 & wait');
    const gateway = await gatewayForTest({ 'ready-dir': directory });
    const ready = gateway.ready();
    await gateway.close();
    expect(await ready).toBe(false);
  });

  it.each([
    [
      'fails',
      'echo what is wrong >&2; exit 3',
      {},
      /10-a ended with code 3: mend it, or take it out of the directory$/,
    ],
    [
      'takes too long',
      'sleep 600',
      { 'ready-timeout-seconds': '1' },
      /10-a took longer than ready\.timeout_seconds = 1: mend it/,
    ],
  ])('end the gateway where one %s', async (_what, body, flags, message) => {
    script('10-a', body);
    script('20-b', `touch ${join(scratch.path, 'never')}`);
    const gateway = await gatewayForTest({ 'ready-dir': directory, ...flags });
    await expect(gateway.ready()).rejects.toThrow(message);
    expect(await isReady(gateway)).toBe(false);
    await gateway.close();
    expect(() => readFileSync(join(scratch.path, 'never'))).toThrow();
  });

  it('tell the command line in one line what failed', async () => {
    script('10-a', 'echo on its way; exit 3');
    const cli = runCli(['start', '--port', '0', '--memory', '--ready-dir', directory], { cwd: scratch.path });
    expect(await cli.exit()).toBe(1);
    expect(cli.stdout()).toBe('');
    const lines = cli.stderr().split('\n');
    expect(lines).toEqual([
      'ready.d 10-a: on its way',
      expect.stringMatching(/^dragoman: ready\.dir: .*10-a ended with code 3: mend it, or take it out of the dir/),
      '',
    ]);
  });

  it('call this very dragoman by its name, whatever the path is', async () => {
    const out = join(scratch.path, 'out');
    script('10-a', `set -e\ndragoman --version > ${out}\ndragoman clock get --json >> ${out}`);
    const env = { PATH: '/usr/bin:/bin' };
    const args = ['start', '--port', '0', '--json', '--ready-dir', directory];
    const cli = runCli(args, { cwd: scratch.path, env });
    try {
      const { version } = JSON.parse(await cli.firstLine()) as { readonly version: string };
      const [printed, clock = ''] = readFileSync(out, 'utf8').split('\n');
      expect(printed).toBe(version);
      expect(JSON.parse(clock)).toMatchObject({ mode: 'real' });
    } finally {
      cli.child.kill('SIGKILL');
      await cli.exit();
    }
  });

  it('must be in a directory that is there', async () => {
    await expect(gatewayForTest({ 'ready-dir': join(scratch.path, 'none') })).rejects.toThrow(
      /^ready\.dir = ".*none" does not exist: give a directory with programs$/,
    );
  });
});
