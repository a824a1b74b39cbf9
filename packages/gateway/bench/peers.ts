/**
 * `npm run bench -- peers [--markdown]`: what a read of a stored value costs here and in what users would take instead:
 * CPU time, start to the first answer, memory. All that are installed are asked in turn; what is not is named.
 * Linux only, loopback only; it ends by itself after some minutes and leaves nothing behind.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { huaweiClient } from '../test/support/huawei.ts';
import { median } from './pairs/statistics.ts';
import { sendAll } from './peers/load.ts';
import type { Peer } from './peers/peer.ts';
import { PEERS } from './peers/peers.ts';
import { freePort, type PeerProcess, runPeer } from './peers/process.ts';
import { progress } from './progress.ts';
import { recordedReads, type RecordedRequest, SECRET } from './recorded.ts';

const WARM_UP = 2_000;
const ROUNDS = 5;
const READS_A_ROUND = 2_000;
const CLI = fileURLToPath(new URL('../bin/dragoman.mjs', import.meta.url));

/** This project, beside the others. */
const DRAGOMAN: Peer = {
  name: 'Dragoman, Huawei CSMS',
  verifies: 'SDK-HMAC-SHA256',
  install: '',
  command: (port, directory) => [process.execPath, CLI, 'start', '--port', String(port), '--data-dir', directory],
  async prepare(url) {
    await huaweiClient(url).call('POST', 'secrets', { name: SECRET.name, secret_string: SECRET.value });
    const [read] = await recordedReads('');
    if (read === undefined) throw new Error('no read was recorded');
    return { ...read, name: 'ShowSecretVersion' };
  },
};

interface Running {
  readonly peer: Peer;
  readonly server: PeerProcess;
  readonly read: RecordedRequest;
  /** Of each round, microseconds of CPU time for one read. */
  readonly costs: number[];
}

if (!existsSync('/proc/self/stat')) {
  process.stderr.write('bench peers: counts CPU time by /proc, which this system lacks. Run it on Linux.\n');
  process.exit(2);
}
const directory = mkdtempSync(join(tmpdir(), 'dragoman-peers-'));
const running: Running[] = [];
try {
  for (const peer of [DRAGOMAN, ...PEERS]) await begin(peer);
  for (const { server, read } of running) await sendAll(server.url, read, WARM_UP);
  for (let round = 1; round <= ROUNDS; round += 1) {
    progress(`round ${round} of ${ROUNDS}`);
    for (const each of running) await measure(each);
  }
  progress(null);
  print(process.argv.includes('--markdown') ? markdownOf(rowsOf(running)) : tableOf(rowsOf(running)));
} finally {
  for (const { server } of running) await server.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function begin(peer: Peer): Promise<void> {
  progress(`starting ${peer.name}`);
  const port = await freePort();
  const command = peer.command(port, mkdtempSync(join(directory, 'peer-')));
  progress(null);
  if (command === null) {
    print(`left out: ${peer.name} is not installed (${peer.install})`);
    return;
  }
  const server = await runPeer(command, port);
  running.push({ peer, server, read: await peer.prepare(server.url), costs: [] });
}

async function measure({ server, read, costs }: Running): Promise<void> {
  const before = server.cpuMicros();
  await sendAll(server.url, read, READS_A_ROUND);
  costs.push((server.cpuMicros() - before) / READS_A_ROUND);
}

/** The head of the table, and a row for each that was measured. */
function rowsOf(measured: readonly Running[]): string[][] {
  const rows = measured.map(({ peer, server, read, costs }) => [
    peer.name,
    read.name,
    peer.verifies,
    Math.min(...costs).toFixed(0),
    median(costs).toFixed(0),
    server.readyMs.toFixed(0),
    server.residentMb().toFixed(0),
  ]);
  return [['', 'read', 'verifies', 'µs, least', 'µs, median', 'ready, ms', 'resident, MB'], ...rows];
}

/** For `docs/performance.md`. */
function markdownOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const when = new Date().toISOString().slice(0, 10);
  const load = loadavg()[0]?.toFixed(0) ?? '';
  return [
    `${when}, load average ${load}:`,
    '',
    lineOf(head),
    `|${'---|'.repeat(head.length)}`,
    ...rows.map(lineOf),
  ].join('\n');
}

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
