import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type Gateway, lineEventLog, loadSettings, startGateway } from '@dragoman/gateway/command-line';
import { ConfigError, ControlError } from '@dragoman/input';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';

import { otherCommands } from './commands/all.ts';
import { startCommand } from './commands/start.ts';

// Some orders make two authorities, which takes its time.
jest.setTimeout(30_000);

const CLI = fileURLToPath(new URL('../../gateway/dist/cli.js', import.meta.url));

/** What users try, in whatever order. */
const COMMANDS = {
  start: ['start', '--json'],
  ca: ['ca', 'path'],
  env: ['env', 'sh'],
  exec: ['exec', '--', 'true'],
  doctor: ['doctor'],
  tls: ['tls', 'authority'],
  snapshots: ['snapshots', 'save', 'saved'],
  seeds: ['seeds', 'apply', '--identities', '[]'],
} as const;
type Name = keyof typeof COMMANDS;
const NAMES = Object.keys(COMMANDS) as Name[];
const PAIRS = NAMES.flatMap((first) => NAMES.map((second): [Name, Name] => [first, second]));

/** What runs before a pair of commands, and where they are typed. */
interface Situation {
  readonly folder: string;
  /** Set for every command. */
  readonly variables: Readonly<Record<string, string>>;
  /** The gateway that commands are to find; `null` where none runs. */
  readonly found: Pick<Gateway, 'url'> | null;
  /** Whether a gateway holds the folder's own data directory. */
  readonly isHeld: boolean;
}

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

let scratch: string;
let home: string;
let opened: Gateway[] = [];
const started: string[] = [];
const cwd = process.cwd();
const variables = { ...process.env };

beforeAll(() => {
  // Each command listens to these, and is meant to be alone in its process.
  for (const emitter of [process, process.stdout, process.stderr]) emitter.setMaxListeners(0);
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'dragoman-orders-')));
  home = mkdtempSync(join(scratch, 'home-'));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});
afterEach(async () => {
  await stopStarted();
  process.chdir(cwd);
  process.env = { ...variables };
  process.exitCode = undefined;
});

/** What each command is to do where things stand so. */
function expectAsItStands(name: Name, { code, out, err }: Result, { folder, found, isHeld }: Situation): void {
  // Whatever goes wrong is told in one line, without a stack.
  expect(err.split('\n').filter((line) => line !== '' && !line.startsWith('dragoman: '))).toEqual([]);
  if (name === 'start') {
    if (isHeld) expect([code, err]).toEqual([1, expect.stringContaining('is in use by another gateway')]);
    else expect([code, err, JSON.parse(out)]).toEqual([0, '', expect.objectContaining({ event: 'ready' })]);
  } else if (name === 'exec') {
    expect([code, out]).toEqual([0, '']);
    expect(err).toContain('dragoman: the command requested no host through the proxy');
  } else if (name === 'ca') {
    expect(code).toBe(0);
    expect(existsSync(out.trim())).toBe(true);
    if (found === null) expect(out).toBe(`${join(folder, '.dragoman', 'ca.pem')}\n`);
  } else if (found === null) {
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(/no gateway answers at http:\/\/127\.0\.0\.1:\d+/);
  } else {
    expect(code).toBe(0);
    if (name === 'env') expect(out).toContain(`export HTTPS_PROXY='${found.url}'`);
    if (name === 'doctor') expect(out).toContain(`${found.url} is ready`);
    if (name === 'tls') expect(out).toMatch(/^-----BEGIN CERTIFICATE-----/);
  }
}

async function walk([first, second]: [Name, Name], situation: Situation): Promise<void> {
  process.chdir(situation.folder);
  process.env = { ...variables, HOME: home, XDG_CACHE_HOME: '', ...situation.variables };
  const before = await dragoman(COMMANDS[first]);
  expectAsItStands(first, before, situation);
  const after = afterwards(first, before, situation);
  const result = await dragoman(COMMANDS[second]);
  expectAsItStands(second, result, after);
  const last = afterwards(second, result, after);
  await expectOneAuthority(last);
  const written = readdirSync(situation.folder).filter((name) => name !== '.dragoman');
  expect(written).toEqual([]);
}

/** How things stand once a command was carried out: only a start changes what others find. */
function afterwards(name: Name, { code, out }: Result, situation: Situation): Situation {
  if (name !== 'start' || code !== 0) return situation;
  const { url } = JSON.parse(out) as { url: string };
  const found = situation.variables['DRAGOMAN_URL'] === undefined ? { url } : situation.found;
  return { ...situation, found, isHeld: true };
}

/** What `ca path` names is what the gateway that is found shows to https clients. */
async function expectOneAuthority({ found }: Situation): Promise<void> {
  if (found === null) return;
  const { out } = await dragoman(COMMANDS.ca);
  const call = request(`${found.url.replace('http:', 'https:')}/_dragoman/health`, {
    ca: readFileSync(out.trim()),
    agent: false,
  }).end();
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(200);
  answer.destroy();
}

/** Carries a command line out in this process. */
async function dragoman(args: readonly string[]): Promise<Result> {
  const text = { out: '', err: '' };
  const spies = (['out', 'err'] as const).map((name) =>
    jest.spyOn(process[`std${name}`], 'write').mockImplementation((chunk) => {
      text[name] += String(chunk);
      return true;
    }),
  );
  let code: number;
  try {
    const program = new Command('dragoman').exitOverride().enablePositionalOptions().addCommand(startCommand());
    for (const command of otherCommands()) program.addCommand(command);
    await program.parseAsync([...args], { from: 'user' });
    code = takeExitCode();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ControlError)) throw error;
    text.err += `dragoman: ${error.message}\n`;
    code = 1;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  if (args[0] === 'start' && code === 0) started.push((JSON.parse(text.out) as { url: string }).url);
  return { code, ...text };
}

/** What the process would end with. */
function takeExitCode(): number {
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return code;
}

/** Ends the gateways of `dragoman start` as a signal does. */
async function stopStarted(): Promise<void> {
  if (started.length > 0) process.emit('SIGTERM');
  for (const url of started.splice(0)) while (await answers(url));
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/_dragoman/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/**
 * A port for settings to name that nobody listens on. It is below those that systems hand out by themselves, so that no
 * connection of another test takes it meanwhile.
 */
async function freePort(): Promise<string> {
  const port = randomInt(20_000, 32_000);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(true);
    });
  });
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return String(port);
}

async function open(dataDir: string, port = '0'): Promise<Gateway> {
  const settings = await loadSettings({ flags: { port, 'data-dir': dataDir }, env: {}, file: null });
  const gateway = await startGateway({ settings, eventLog: lineEventLog(() => undefined) });
  opened.push(gateway);
  return gateway;
}

const emptyFolder = (): string => mkdtempSync(join(scratch, 'folder-'));
const name = ([first, second]: [Name, Name]): string => `${first}, then ${second}`;

describe('two commands in an order', () => {
  describe('from an empty folder', () => {
    it.each(PAIRS.map((pair) => [name(pair), pair] as const))('%s', async (_name, pair) => {
      const port = await freePort();
      await walk(pair, { folder: emptyFolder(), variables: { DRAGOMAN_PORT: port }, found: null, isHeld: false });
    });
  });

  describe('from another folder than the gateway’s', () => {
    let gateway: Gateway;
    beforeAll(async () => {
      gateway = await open(join(emptyFolder(), 'of-gateway'));
    });
    afterAll(closeOpened);

    it.each(PAIRS.map((pair) => [name(pair), pair] as const))('%s', async (_name, pair) => {
      const set = { DRAGOMAN_URL: gateway.url, DRAGOMAN_PORT: await freePort() };
      await walk(pair, { folder: emptyFolder(), variables: set, found: gateway, isHeld: false });
    });
  });

  describe('with a second gateway running', () => {
    let folder: string;
    let port: string;
    let gateway: Gateway;
    beforeAll(async () => {
      [folder, port] = [emptyFolder(), await freePort()];
      gateway = await open(join(folder, '.dragoman'), port);
      await open(join(emptyFolder(), 'of-another'));
    });
    afterAll(closeOpened);

    it.each(PAIRS.map((pair) => [name(pair), pair] as const))('%s', async (_name, pair) => {
      await walk(pair, { folder, variables: { DRAGOMAN_PORT: port }, found: gateway, isHeld: true });
    });
  });

  describe('after a kill', () => {
    let left: string;
    beforeAll(async () => {
      left = emptyFolder();
      const child = spawn(process.execPath, [CLI, 'start', '--port', '0', '--json'], {
        cwd: left,
        env: { PATH: process.env['PATH'] },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const { url } = JSON.parse(line.toString()) as { url: string };
      await (await fetch(`${url}/_dragoman/tls/authority`)).text();
      child.kill('SIGKILL');
      await once(child, 'exit');
    });

    it.each(PAIRS.map((pair) => [name(pair), pair] as const))('%s', async (_name, pair) => {
      const folder = emptyFolder();
      cpSync(left, folder, { recursive: true });
      const port = await freePort();
      await walk(pair, { folder, variables: { DRAGOMAN_PORT: port }, found: null, isHeld: false });
    });
  });
});

async function closeOpened(): Promise<void> {
  await Promise.all(opened.map((gateway) => gateway.close()));
  opened = [];
}
