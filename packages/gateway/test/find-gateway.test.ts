import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

const TOKEN = 'control-token-of-this-test';

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

async function start(args: readonly string[], env: Record<string, string> = {}) {
  const cli = runCli(['start', '--json', ...args], { cwd: scratch.path, env });
  running.push(cli);
  const { url } = JSON.parse(await cli.firstLine()) as { readonly url: string };
  return { url, cli, port: new URL(url).port };
}

async function clock(env: Record<string, string> = {}, ...args: readonly string[]) {
  const cli = runCli(['clock', 'get', '--json', ...args], { cwd: scratch.path, env });
  return { code: await cli.exit(), err: cli.stderr(), out: cli.stdout() };
}

const settings = (text: string): void => {
  writeFileSync(join(scratch.path, 'dragoman.yaml'), text);
};

describe('a command finds its gateway', () => {
  it('by the data directory that it holds, with its control token, and says so', async () => {
    const { url } = await start(['--port', '0'], { DRAGOMAN_CONTROL_TOKEN: TOKEN });
    const file = join(scratch.path, '.dragoman', 'gateway.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ url, control_token: TOKEN });
    expect(await clock()).toMatchObject({
      code: 0,
      err: `dragoman: asked the gateway at ${url}, which holds .dragoman\n`,
      out: expect.stringMatching(/^\{.*\}\n$/),
    });
  });

  it.each(['dragoman.yaml', 'a variable'])('by the settings in force, before the data directory: %s', async (by) => {
    await start(['--port', '0']);
    const other = await start(['--port', '0', '--memory'], { DRAGOMAN_CONTROL_TOKEN: TOKEN });
    const isFile = by === 'dragoman.yaml';
    if (isFile) settings(`port: ${other.port}\nhost: 0.0.0.0\ncontrol: { token: ${TOKEN} }\n`);
    const env = isFile ? {} : { DRAGOMAN_PORT: other.port, DRAGOMAN_CONTROL_TOKEN: TOKEN };
    expect(await clock(env)).toMatchObject({
      code: 0,
      err: `dragoman: asked the gateway at ${other.url}, as the settings say\n`,
    });
  });

  it('by --url, then DRAGOMAN_URL, before all else', async () => {
    settings('port: 1\n');
    const [one, two] = [await start(['--port', '0']), await start(['--port', '0', '--memory'])];
    await clock({}, '--url', two.url);
    const set = runCli(['clock', 'set', '--mode', 'frozen', '--at', '2030-01-01T00:00:00Z', '--url', two.url], {
      cwd: scratch.path,
    });
    expect(await set.exit()).toBe(0);
    const isTwo = expect.stringContaining('"mode":"frozen"');
    expect(await clock({ DRAGOMAN_URL: two.url })).toMatchObject({ code: 0, err: '', out: isTwo });
    expect(await clock({ DRAGOMAN_URL: one.url }, '--url', two.url)).toMatchObject({ code: 0, err: '', out: isTwo });
  });

  it('and shows it a control token from a flag, a file or a variable, in this order', async () => {
    const { url } = await start(['--port', '0', '--memory'], { DRAGOMAN_CONTROL_TOKEN: TOKEN });
    writeFileSync(join(scratch.path, 'token'), `${TOKEN}\n`);
    writeFileSync(join(scratch.path, 'wrong'), 'of another gateway\n');
    const [right, wrong] = [{ DRAGOMAN_CONTROL_TOKEN: TOKEN }, { DRAGOMAN_CONTROL_TOKEN: 'of another gateway' }];
    const codes = [
      await clock(wrong, '--url', url, '--token', TOKEN),
      await clock(wrong, '--url', url, '--token-file', 'token'),
      await clock(right, '--url', url),
      await clock(right, '--url', url, '--token-file', 'wrong'),
    ].map(({ code }) => code);
    expect(codes).toEqual([0, 0, 0, 1]);
    expect((await clock({}, '--url', url, '--token-file', 'none')).err).toBe(
      'dragoman: none does not exist: give the path of a file\n',
    );
  });

  it('at the default address where the one that held the directory is gone, however it ended', async () => {
    const { cli } = await start(['--port', '0']);
    const file = join(scratch.path, '.dragoman', 'gateway.json');
    cli.child.kill('SIGKILL');
    await cli.exit();
    expect(existsSync(file)).toBe(true);
    // Whoever may listen there, it is asked as one by default.
    expect((await clock()).err).not.toContain('which holds');
    const again = await start(['--port', '0']);
    again.cli.child.kill('SIGTERM');
    expect(await again.cli.exit()).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it('and not what is no address', async () => {
    for (const [given, meant] of [
      ['127.0.0.1:4600', 'http://127.0.0.1:4600'],
      ['localhost:4600', 'http://localhost:4600'],
      ['ftp://there', 'http://there'],
    ] as const)
      expect(await clock({}, '--url', given)).toMatchObject({
        code: 1,
        err: `dragoman: --url = "${given}" (or DRAGOMAN_URL) is no address: give it whole, as ${meant}\n`,
      });
  });
});

describe('the address that a gateway names', () => {
  it('is one that a client can call, where it listens on all of them', async () => {
    const { url } = await start(['--port', '0', '--host', '0.0.0.0'], { DRAGOMAN_CONTROL_TOKEN: TOKEN });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/_dragoman/health`)).status).toBe(200);
  });

  it('is advertise_url, where it is set: in the ready line and what people read', async () => {
    const advertised = 'https://secrets.example.com:8443';
    expect((await start(['--port', '0', '--memory', '--advertise-url', advertised])).url).toBe(advertised);
    const cli = runCli(['start', '--port', '0', '--memory', '--advertise-url', advertised], { cwd: scratch.path });
    running.push(cli);
    await cli.firstLine();
    cli.child.kill('SIGTERM');
    await cli.exit();
    const banner = cli.stdout();
    expect(banner).toContain(`is ready on ${advertised}\n`);
    expect(banner).toContain('endpoint="secrets.example.com:8443", protocol="https"');
    expect(banner).not.toContain('127.0.0.1');
  });
});
