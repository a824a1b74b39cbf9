/** A disk that is full, or can only be read; two starts at once. A line each, and nothing that was answered is lost. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { runDirectory } from './disk-calls.ts';
import { type Clients, clientsOf, internalErrorsOf } from './gateway-steps.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

interface Started {
  /** `null` where it rejected to start. */
  readonly clients: Clients | null;
  readonly pid: number | undefined;
  readonly stderr: () => string;
  stop(): Promise<void>;
}

/** Also those of a test that failed. */
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** @param within a command that begins another one, with the conditions it is to have */
async function start(data: string, within: readonly string[] = []): Promise<Started> {
  const command = [...within, process.execPath, CLI, 'start', '--port', '0', '--json', '--data-dir', data];
  const child = spawn(command[0] ?? '', command.slice(1), {
    env: PLAIN_ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close');
  const first = (await Promise.race([once(child.stdout, 'data'), closed.then(() => null)])) as [Buffer] | null;
  const line = first === null ? null : (JSON.parse(first[0].toString()) as { readonly url: string });
  return {
    clients: line === null ? null : clientsOf(line.url),
    pid: child.pid,
    stderr: () => stderr,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}

/** A disk in memory; `null` where this user may make none. */
function smallDisk(path: string): { remount(options: string): void; remove(): void } | null {
  const mount = (...args: string[]): void => {
    execFileSync('mount', args, { stdio: 'ignore' });
  };
  mkdirSync(path);
  try {
    mount('-t', 'tmpfs', '-o', 'size=2m', 'dragoman-durability', path);
  } catch {
    return null;
  }
  return {
    remount: (options) => {
      mount('-o', `remount,${options}`, path);
    },
    remove: () => {
      execFileSync('umount', ['-l', path]);
    },
  };
}

/** Whether the files of a process may grow from now on. */
function mayGrow(pid: number | undefined): boolean {
  try {
    execFileSync('prlimit', ['--pid', String(pid), '--fsize=unlimited'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a command to its end. @returns its stdout, or, where it fails, its stderr */
function dragoman(args: readonly string[], user: { readonly uid?: number } = {}): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    ...user,
    env: PLAIN_ENV,
    encoding: 'utf8',
  });
  return status === 0 ? stdout : stderr;
}

/** Creates secrets until no smaller one has room. @returns the names of those that were answered */
async function fillDisk({ huawei }: Clients): Promise<string[]> {
  const names: string[] = [];
  for (const length of [30_000, 10])
    for (let n = 0, isAnswered = true; isAnswered; n += 1) {
      const name = `of-${length}-${n}`;
      isAnswered = await huawei.call('POST', 'secrets', { name, secret_string: valueOf(name) }).then(
        () => true,
        () => false,
      );
      if (isAnswered) names.push(name);
      assert.ok(n < 500, 'the disk was never full');
    }
  return names;
}

const valueOf = (name: string): string => name.padEnd(Number(name.split('-')[1]), 'x');

async function checkAll({ control }: Clients, names: readonly string[]): Promise<void> {
  for (const name of names) assert.equal((await control.secrets.reveal({ name })).value, valueOf(name));
}

test('a disk that is full, then can only be read, then has room again', async (context) => {
  const directory = runDirectory();
  const disk = smallDisk(join(directory.path, 'disk'));
  try {
    if (disk === null) {
      context.skip('this user may not mount a small disk');
      return;
    }
    const data = join(directory.path, 'disk', 'data');
    const full = await start(data);
    assert.ok(full.clients, full.stderr());
    const names = await fillDisk(full.clients);
    assert.ok(names.length > 5);
    await checkAll(full.clients, names);
    assert.deepEqual(await internalErrorsOf(full.clients), []);
    disk.remount('size=4m');
    await full.clients.huawei.call('POST', 'secrets', { name: 'at-once', secret_string: 'there is room' });
    await full.stop();
    assert.match(
      full.stderr(),
      /dragoman\.db" cannot grow: the disk is full \(SQLITE_FULL\): free space on the disk\n/,
    );

    disk.remount('ro');
    const rejected = await start(data);
    await rejected.stop();
    assert.equal(rejected.clients, null);
    assert.match(rejected.stderr(), /^dragoman: [^\n]*is on a disk that can only be read[^\n]*\n$/);

    const whole = join(directory.path, 'whole');
    const on = ['--data-dir', data];
    assert.match(dragoman(['state', 'check', ...on]), new RegExp(`is whole\\nsecrets +${names.length + 1}\\n`));
    assert.match(dragoman(['state', 'salvage', whole, ...on]), /^wrote what is whole/);
    assert.match(dragoman(['state', 'check', '--data-dir', whole]), /is whole\n/);

    disk.remount('rw,size=16m');
    const room = await start(data);
    assert.ok(room.clients, room.stderr());
    await checkAll(room.clients, names);
    assert.equal((await room.clients.control.secrets.reveal({ name: 'at-once' })).value, 'there is room');
    await room.clients.huawei.call('POST', 'secrets', { name: 'later', secret_string: 'there is room' });
    await room.stop();
    assert.doesNotMatch(room.stderr(), /damaged|missing/);
  } finally {
    disk?.remove();
    directory.remove();
  }
});

test('files that may not grow (RLIMIT_FSIZE), then may again', async (context) => {
  const directory = runDirectory();
  try {
    const data = join(directory.path, 'data');
    const bounded = await start(data, ['sh', '-c', 'ulimit -S -f 2048 && exec "$@"', 'sh']);
    assert.ok(bounded.clients, bounded.stderr());
    const names = await fillDisk(bounded.clients);
    assert.ok(names.length > 5);
    await checkAll(bounded.clients, names);
    assert.deepEqual(await internalErrorsOf(bounded.clients), []);
    if (mayGrow(bounded.pid)) {
      await bounded.clients.huawei.call('POST', 'secrets', { name: 'at-once', secret_string: 'there is room' });
      names.push('at-once');
    } else context.diagnostic('no prlimit: the same process is not asked again');
    await bounded.stop();

    const room = await start(data);
    assert.ok(room.clients, room.stderr());
    assert.match(
      bounded.stderr(),
      /dragoman\.db" cannot be read or written \(SQLITE_IOERR_WRITE\): look whether its disk is full/,
    );
    await checkAll(
      room.clients,
      names.filter((name) => name !== 'at-once'),
    );
    await room.stop();
    assert.doesNotMatch(room.stderr(), /damaged|missing/);
  } finally {
    directory.remove();
  }
});

test('gateways that start at once on a new directory: one serves, the others refuse in a line', async () => {
  const directory = runDirectory();
  try {
    const data = join(directory.path, 'data');
    const started = await Promise.all([start(data), start(data), start(data)]);
    const serving = started.filter(({ clients }) => clients !== null);
    const rejected = started.filter(({ clients }) => clients === null);
    await Promise.all(serving.map((one) => one.stop()));
    assert.equal(serving.length, 1);
    for (const { stderr } of rejected)
      assert.match(stderr(), /^dragoman: data_dir = "[^\n]+" is in use by another[^\n]+\n$/);
  } finally {
    directory.remove();
  }
});

test('the state of a running gateway, and of another user, is looked at by nobody else', async (context) => {
  const directory = runDirectory();
  try {
    const data = join(directory.path, 'data');
    const running = await start(data);
    assert.match(
      dragoman(['state', 'check', '--data-dir', data]),
      /^dragoman: data_dir = "[^\n]+" is in use by another gateway: stop that one first\n$/,
    );
    await running.stop();
    if (process.getuid?.() !== 0) {
      context.diagnostic('this user cannot be another');
      return;
    }
    assert.match(
      dragoman(['state', 'check', '--data-dir', data], { uid: 65_534 }),
      /^dragoman: data_dir = "[^\n]+" may not be read or written by this user: let this user read and write it\n$/,
    );
  } finally {
    directory.remove();
  }
});
