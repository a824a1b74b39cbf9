import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { randomIds, systemClock } from '@dragoman/environment';
import { openAuthority } from '@dragoman/server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type CliProcess, runCli, scratchDirectory } from './support/process.ts';

let scratch: ReturnType<typeof scratchDirectory>;
let running: CliProcess[];
let inside: TestGateway | undefined;

beforeEach(() => {
  scratch = scratchDirectory();
  running = [];
});
afterEach(async () => {
  await inside?.close();
  inside = undefined;
  for (const cli of running) cli.child.kill('SIGKILL');
  await Promise.all(running.map((cli) => cli.exit()));
  scratch.remove();
});

/** Runs a command to its end. */
async function dragoman(
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  // Nobody listens there: whatever runs on this machine is not asked.
  const cli = runCli(args, { cwd: scratch.path, env: { DRAGOMAN_PORT: '1', ...env } });
  return { code: await cli.exit(), stdout: cli.stdout(), stderr: cli.stderr() };
}

async function started(...args: readonly string[]): Promise<string> {
  const cli = runCli(['start', '--port', '0', '--json', ...args], { cwd: scratch.path });
  running.push(cli);
  return (JSON.parse(await cli.firstLine()) as { url: string }).url;
}

async function inProcess(flags?: Record<string, string>): Promise<TestGateway> {
  inside = await gatewayForTest(flags);
  return inside;
}

/** What a client gets over https that trusts just this authority. */
async function health(url: string, ca: string): Promise<string> {
  const call = request(`${url.replace('http:', 'https:')}/_dragoman/health`, { ca, agent: false });
  call.end();
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  return text(response);
}

const UP = '{"status":"up"}';

describe('dragoman ca', () => {
  it('makes the authority once and tells where it is, before and while a gateway runs on it', async () => {
    const path = join(scratch.path, '.dragoman', 'ca.pem');
    expect(await dragoman(['ca', 'path'])).toEqual({
      code: 0,
      stdout: `${path}\n`,
      stderr: `dragoman: made an authority in ${path}, for the gateway that is started on that data directory\n`,
    });
    expect(await dragoman(['ca', 'path'])).toEqual({ code: 0, stdout: `${path}\n`, stderr: '' });
    const ca = readFileSync(path, 'utf8');
    const url = await started();
    expect(await dragoman(['ca', 'print'])).toEqual({ code: 0, stdout: ca, stderr: '' });
    expect(await health(url, ca)).toBe(UP);
    expect(readFileSync(path, 'utf8')).toBe(ca);
  });

  it('is that of the running gateway, asked from another folder, and makes none there', async () => {
    const url = await started('--data-dir', 'of-gateway');
    const elsewhere = mkdtempSync(join(scratch.path, 'elsewhere-'));
    const ask = async (args: readonly string[], env: Record<string, string>) => {
      const cli = runCli(['ca', ...args], { cwd: elsewhere, env });
      return { code: await cli.exit(), stdout: cli.stdout(), stderr: cli.stderr() };
    };
    const path = join(scratch.path, 'of-gateway', 'ca.pem');
    const whom = `dragoman: asked the gateway at ${url}, as the settings say\n`;
    for (const [env, stderr] of [
      [{ DRAGOMAN_URL: url }, ''],
      [{ DRAGOMAN_PORT: new URL(url).port }, whom],
    ] as const)
      expect(await ask(['path'], env)).toEqual({ code: 0, stdout: `${path}\n`, stderr });
    expect((await ask(['print', '--url', url], {})).stdout).toBe(readFileSync(path, 'utf8'));
    expect(readdirSync(elsewhere)).toEqual([]);
    // A directory that is named is meant, whatever runs.
    const own = join(elsewhere, 'own', 'ca.pem');
    expect((await ask(['path', '--data-dir', 'own'], { DRAGOMAN_PORT: new URL(url).port })).stdout).toBe(`${own}\n`);
    const other = await ask(['path'], { DRAGOMAN_PORT: new URL(url).port });
    expect(other).toEqual({ code: 0, stdout: `${path}\n`, stderr: whom });
    renameSync(join(elsewhere, 'own'), join(elsewhere, '.dragoman'));
    const noted = await ask(['path'], { DRAGOMAN_PORT: new URL(url).port });
    expect([noted.stdout, noted.stderr]).toEqual([
      `${path}\n`,
      `${whom}dragoman: this is the authority of the gateway at ${url}; --data-dir .dragoman is for another\n`,
    ]);
  });

  it('says in one line that the running gateway has it in no file, or does not answer', async () => {
    const { url } = await inProcess();
    const inMemory = await dragoman(['ca', 'path'], { DRAGOMAN_URL: url });
    expect(inMemory).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `dragoman: the gateway at ${url} keeps its authority in memory: ` +
        'write it to a file with `dragoman ca print > FILE`\n',
    });
    const silent = await dragoman(['ca', 'print'], { DRAGOMAN_URL: 'http://127.0.0.1:1' });
    expect([silent.code, silent.stderr]).toEqual([1, expect.stringMatching(/^dragoman: no gateway answers at .*\n$/)]);
    expect(existsSync(join(scratch.path, '.dragoman'))).toBe(false);
  });

  it('looks where the gateway looks', async () => {
    writeFileSync(join(scratch.path, 'dragoman.yaml'), 'data_dir: from-file');
    for (const [args, env, directory] of [
      [[], {}, 'from-file'],
      [[], { DRAGOMAN_DATA_DIR: 'from-env' }, 'from-env'],
      [['--data-dir', 'from-flag'], { DRAGOMAN_DATA_DIR: 'from-env' }, 'from-flag'],
    ] as const) {
      expect((await dragoman(['ca', 'path', ...args], env)).stdout).toBe(
        `${join(scratch.path, directory, 'ca.pem')}\n`,
      );
    }
  });

  it.each([
    [
      'in memory',
      { DRAGOMAN_MEMORY: 'true' },
      /^dragoman: memory = "true" keeps the authority inside the running gateway: .*--data-dir.*\n$/,
    ],
    [
      'for a certificate of the user',
      { DRAGOMAN_TLS_CERT_FILE: 'mine.pem' },
      /^dragoman: tls\.cert_file = "mine\.pem" is the certificate that clients see: .*\n$/,
    ],
    ...['a b', 'https://bk.example.com', 'bk.example.com:443', '*.example.com', '10.0.0.0/8', '[::1]'].map(
      (host) =>
        [
          `for ${host}`,
          { DRAGOMAN_TLS_HOSTS: `bk.example.com,${host}` },
          /^dragoman: tls\.hosts = ".*" is no host name and no IP address: .*\n$/,
        ] as const,
    ),
  ])('says in one line that there is none %s', async (_where, env, message) => {
    const { code, stdout, stderr } = await dragoman(['ca', 'path'], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(existsSync(join(scratch.path, '.dragoman'))).toBe(false);
  });
});

describe('a start', () => {
  it('makes no authority until a client comes with https', async () => {
    const url = await started();
    await fetch(`${url}/_dragoman/health`);
    expect(existsSync(join(scratch.path, '.dragoman', 'ca.key'))).toBe(false);
    await expect(health(url, '')).rejects.toThrow(/certificate/);
    expect(await health(url, readFileSync(join(scratch.path, '.dragoman', 'ca.pem'), 'utf8'))).toBe(UP);
  });

  it('tells of a damaged authority in one line: at the start, in the answer, and to the client', async () => {
    const url = await started();
    await dragoman(['ca', 'path']);
    truncateSync(join(scratch.path, '.dragoman', 'ca.key'), 500);
    const line = /the authority in "\.dragoman\/ca\.key" cannot be used \(.*: remove ca\.pem and ca\.key there .*/;
    const answer = await fetch(`${url}/_dragoman/tls/authority`);
    expect([answer.status, await answer.json()]).toEqual([
      409,
      { error: 'authority-unusable', message: expect.stringMatching(line) },
    ]);
    await expect(health(url, '')).rejects.toThrow(/alert internal error/);
    const rejected = new RegExp(`^rejected TLS with .*: there is no certificate to show - ${line.source}\n$`);
    expect(await running[0]?.stderrWith(/\n/)).toMatch(rejected);
    const again = await dragoman(['start', '--port', '0', '--data-dir', '.dragoman']);
    expect(again.stderr).toMatch(new RegExp(`^dragoman: ${line.source}\n$`));
  });

  it('rejects hosts that an authority made before may not sign, and wrong files, with one line each', async () => {
    await dragoman(['ca', 'path']);
    const hosts = await dragoman(['start', '--port', '0', '--tls-hosts', 'bk.example.com']);
    expect(hosts.stderr).toMatch(/^dragoman: .* may sign: remove ca\.pem there .*\n$/);
    expect(hosts.stderr).toContain(
      'tls.hosts = "bk.example.com" is not among the names that the authority in ".dragoman/ca.pem" may sign',
    );
    const files = await dragoman([
      'start',
      '--port',
      '0',
      '--data-dir',
      'other',
      '--tls-cert-file',
      'missing.pem',
      '--tls-key-file',
      'missing.key',
    ]);
    expect(files.stderr).toMatch(/^dragoman: tls\.cert_file = "missing\.pem" cannot be read \(ENOENT\): .*\n$/);
    expect([hosts.code, files.code, existsSync(join(scratch.path, 'other'))]).toEqual([1, 1, false]);
  });

  it('serves https without an authority in the data directory when it is in memory', async () => {
    const gateway = await inProcess();
    const response = await fetch(`${gateway.url}/_dragoman/tls/authority`);
    const ca = await response.text();
    expect([response.headers.get('Content-Type'), ca]).toEqual(['application/x-pem-file', await gateway.authority()]);
    expect(await health(gateway.url, ca)).toBe(UP);
  });

  it('shows the certificate that it was given', async () => {
    // A certificate for this machine, made by an authority that the gateway knows nothing of.
    const authority = await openAuthority({
      tls: { enabled: true, hosts: [] },
      dataDir: null,
      clock: systemClock,
      ids: randomIds,
    });
    const { key, cert } = authority.issue({ domains: [], addresses: ['127.0.0.1'] });
    writeFileSync(join(scratch.path, 'mine.pem'), cert);
    writeFileSync(join(scratch.path, 'mine.key'), key);
    const url = await started('--tls-cert-file', 'mine.pem', '--tls-key-file', 'mine.key');
    expect(await health(url, authority.certificate)).toBe(UP);
    expect(existsSync(join(scratch.path, '.dragoman', 'ca.pem'))).toBe(false);
  });

  it('answers http alone when it is told to', async () => {
    const gateway = await inProcess({ 'tls-enabled': 'false' });
    expect(await gateway.authority()).toBeNull();
    expect((await fetch(`${gateway.url}/_dragoman/tls/authority`)).status).toBe(404);
    await expect(health(gateway.url, '')).rejects.toThrow();
    expect((await fetch(`${gateway.url}/_dragoman/health`)).status).toBe(200);
  });
});
