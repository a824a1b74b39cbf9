/** A disk that is full, or can only be read; two starts at once. A line each, and nothing that was answered is lost. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV } from '../support/commands.ts';
import { runDirectory } from './disk-calls.ts';
import { type Clients, clientsOf } from './gateway-steps.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));

interface Started {
  /** `null` where it rejected to start. */
  readonly clients: Clients | null;
  readonly stderr: () => string;
  stop(): Promise<void>;
}

async function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, [CLI, 'start', '--port', '0', '--json', '--data-dir', data], {
    env: PLAIN_ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = once(child, 'close');
  const first = (await Promise.race([once(child.stdout, 'data'), closed.then(() => null)])) as [Buffer] | null;
  const line = first === null ? null : (JSON.parse(first[0].toString()) as { readonly url: string });
  return {
    clients: line === null ? null : clientsOf(line.url),
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

/** Creates secrets until one is rejected. @returns the names of those that were answered */
async function fillDisk({ huawei }: Clients): Promise<string[]> {
  const names: string[] = [];
  for (let n = 0; n < 500; n += 1) {
    const name = `large-${n}`;
    const isAnswered = await huawei.call('POST', 'secrets', { name, secret_string: valueOf(name) }).then(
      () => true,
      () => false,
    );
    if (!isAnswered) return names;
    names.push(name);
  }
  throw new Error('the disk was never full');
}

const valueOf = (name: string): string => name.padEnd(30_000, 'x');

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

    disk.remount('rw,size=16m');
    const room = await start(data);
    assert.ok(room.clients, room.stderr());
    await checkAll(room.clients, names);
    await room.clients.huawei.call('POST', 'secrets', { name: 'later', secret_string: 'there is room' });
    await room.stop();
    assert.doesNotMatch(room.stderr(), /damaged|missing/);
  } finally {
    disk?.remove();
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
