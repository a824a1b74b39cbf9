import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { esbCall } from './support/bk.ts';
import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
let running: CliProcess[];

beforeEach(() => {
  scratch = scratchDirectory();
  running = [];
});
afterEach(async () => {
  await Promise.all(
    running.map(async (cli) => {
      if (cli.child.exitCode === null && cli.child.signalCode === null) cli.child.kill('SIGKILL');
      await cli.exit();
    }),
  );
  scratch.remove();
});

function start(args: readonly string[], env: Record<string, string> = {}): CliProcess {
  const cli = runCli(['start', ...args], { cwd: scratch.path, env });
  running.push(cli);
  return cli;
}

async function readyUrl(cli: CliProcess): Promise<string> {
  const ready = JSON.parse(await cli.firstLine()) as { event: string; url: string; pid: number };
  expect(ready).toEqual({
    event: 'ready',
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    pid: cli.child.pid,
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    authority: `${ready.url}/_dragoman/tls/authority`,
  });
  return ready.url;
}

const PASSWORD = { name: 'kept', type: 'PASSWORD', credential_password: 'kept-password-7391' };

describe('dragoman start', () => {
  it('prints exactly one line of JSON when ready, and stops cleanly on SIGTERM', async () => {
    const cli = start(['--port', '0', '--json']);
    const url = await readyUrl(cli);
    expect(await (await fetch(`${url}/_dragoman/ready`)).json()).toEqual({ ready: true });
    cli.child.kill('SIGTERM');
    expect(await cli.exit()).toBe(0);
    expect(cli.stdout().trimEnd().split('\n')).toHaveLength(1);
    expect(cli.stderr()).toBe('');
  });

  it(
    'tells a newcomer where it listens, what it verifies, where state lives and how to point each ' + 'SDK at it',
    async () => {
      const cli = start(['--port', '0'], { DRAGOMAN_DOORS_BK_AUTH: 'lenient' });
      await cli.firstLine();
      cli.child.kill('SIGINT');
      expect(await cli.exit()).toBe(0);
      const banner = cli.stdout();
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(banner)?.[0] ?? '';
      for (const part of [
        'strict',
        'bk lenient',
        join(scratch.path, '.dragoman'),
        `with_endpoints(["${url}"])`,
        `endpoint="${new URL(url).host}"`,
        `BK_COMPONENT_API_URL=${url}`,
      ]) {
        expect(banner).toContain(part);
      }
    },
  );

  it('keeps what it answered over a restart, sealed, and its root key for the owner alone', async () => {
    const first = start(['--port', '0', '--json']);
    expect(await esbCall(await readyUrl(first), 'create_credential', PASSWORD)).toMatchObject({ result: true });
    first.child.kill('SIGKILL');
    await first.exit();
    const directory = join(scratch.path, '.dragoman');
    expect(statSync(join(directory, 'root.key')).mode & 0o777).toBe(0o600);
    for (const file of ['dragoman.db', 'dragoman.db-wal'])
      expect(readFileSync(join(directory, file)).includes('kept-password-7391')).toBe(false);
    const second = start(['--port', '0', '--json']);
    expect(await esbCall(await readyUrl(second), 'create_credential', PASSWORD)).toMatchObject({
      result: false,
      code: 1243060,
    });
  });

  it('writes nothing with --memory', async () => {
    const cli = start(['--memory', '--port', '0', '--json']);
    await esbCall(await readyUrl(cli), 'create_credential', PASSWORD);
    expect(existsSync(join(scratch.path, '.dragoman'))).toBe(false);
  });

  it('rejects a second start on the same data directory with one clear line', async () => {
    await readyUrl(start(['--port', '0', '--json']));
    const second = start(['--port', '0']);
    expect(await second.exit()).toBe(1);
    expect(second.stderr()).toMatch(
      /^dragoman: data_dir = "\.dragoman" is in use by another gateway: .*--data-dir.*\n$/,
    );
  });

  it('rejects a port in use with one clear line, and leaves the data directory free', async () => {
    const { port } = new URL(await readyUrl(start(['--port', '0', '--json'])));
    const second = start(['--port', port, '--data-dir', 'other']);
    expect(await second.exit()).toBe(1);
    expect(second.stderr()).toMatch(new RegExp(`^dragoman: port = "${port}" is in use .*--port.*\\n$`));
    await readyUrl(start(['--port', '0', '--json', '--data-dir', 'other']));
  });

  it('rejects a root key that does not open the state', async () => {
    const first = start(['--port', '0', '--json'], { DRAGOMAN_ROOT_KEY: '00'.repeat(32) });
    await readyUrl(first);
    first.child.kill('SIGTERM');
    await first.exit();
    const second = start(['--port', '0'], { DRAGOMAN_ROOT_KEY: '11'.repeat(32) });
    expect(await second.exit()).toBe(1);
    expect(second.stderr()).toMatch(
      /^dragoman: root key .* does not open the state in "\.dragoman": give the key it was made with.*\n$/,
    );
  });

  it.each([
    ['an unknown flag', ['--prot', '1'], {}, '', /unknown option '--prot'\s+\(Did you mean --port\?\)/],
    [
      'an unknown variable',
      [],
      { DRAGOMAN_PROT: '1' },
      '',
      /^dragoman: unknown variable DRAGOMAN_PROT: did you mean DRAGOMAN_PORT\?\n$/,
    ],
    [
      'an unknown key',
      [],
      {},
      'doors: { huwei: { strict_names: true } }',
      /^dragoman: unknown key doors\.huwei .*did you mean doors\.huawei/,
    ],
    [
      'a value that does not fit',
      ['--port', 'many'],
      {},
      '',
      /^dragoman: port = "many" \(--port\) does not fit: give a whole number from 0 to 65535\n$/,
    ],
    [
      'a file that is not YAML',
      [],
      {},
      'port: [',
      /^dragoman: config = "dragoman\.yaml:1" is no YAML: it is not indented .*not closed\n$/,
    ],
  ])('rejects %s and starts nothing', async (_what, args, env, file, message) => {
    if (file !== '') writeFileSync(join(scratch.path, 'dragoman.yaml'), file);
    const cli = start(args, env);
    expect(await cli.exit()).toBe(1);
    expect(cli.stderr()).toMatch(message);
    expect(cli.stdout()).toBe('');
    expect(existsSync(join(scratch.path, '.dragoman'))).toBe(false);
  });

  it('prints one line for a rejected request: why, and what would help', async () => {
    const cli = start(['--port', '0', '--json', '--memory']);
    const url = await readyUrl(cli);
    await fetch(`${url}/v1/p/secrets`);
    await fetch(`${url}/nowhere`);
    cli.child.kill('SIGTERM');
    await cli.exit();
    const lines = cli.stderr().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^rejected huawei ListSecrets: APIGW\.0301 .+ - .+\[dragoman explain [0-9a-f]{32}\]$/);
    expect(lines[1]).toMatch(/^rejected GET \/nowhere: it matches no door - .* \[dragoman explain no-door-2\]$/);
  });

  it('lets a request in flight finish when it is told to stop', async () => {
    const cli = start(['--port', '0', '--json', '--memory']);
    const url = await readyUrl(cli);
    const call = request(`${url}/api/c/compapi/v2/jobv3/create_credential/`, {
      method: 'POST',
      headers: { Expect: '100-continue', 'Content-Length': '2' },
    });
    call.flushHeaders();
    // The gateway has the request in hand when it asks for the body.
    await once(call, 'continue');
    cli.child.kill('SIGTERM');
    call.end('{}');
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    expect(await json(response)).toMatchObject({ result: false });
    expect(await cli.exit()).toBe(0);
  });
});
