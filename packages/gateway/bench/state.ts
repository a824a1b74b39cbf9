/**
 * `npm run bench -- state [few] [many] [--bound MB]`: what an export, and an import of it, take the gateway's process
 * over a file, with 100,000 and with 1,000,000 secrets: seconds, and the most memory that was resident meanwhile. With
 * `--bound` it ends with 1 where that differs by more. Linux only; a million takes some minutes and 4 GB of disk.
 */
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';

import { fillDataDirectory } from './many-secrets.ts';
import { progress } from './progress.ts';
import { type ServerProcess, startGatewayProcess } from './servers.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { bound: { type: 'string' } } });
const sizes = [Number(positionals[0] ?? 100_000), Number(positionals[1] ?? 1_000_000)];

interface Transfer {
  readonly seconds: number;
  /** The most that was resident, and what was before. */
  readonly peakMb: number;
  readonly beforeMb: number;
}

interface Measured {
  readonly count: number;
  readonly fileMb: number;
  readonly out: Transfer;
  readonly back: Transfer;
}

const measured: Measured[] = [];
for (const count of sizes) measured.push(await measureAt(count));
print(['secrets', 'file, MB', 'export, s', 'peak, MB', 'import, s', 'peak, MB'].join(' | '));
for (const { count, fileMb, out, back } of measured)
  print(
    [
      count.toLocaleString('en'),
      fileMb.toFixed(0),
      ...[out, back].flatMap(({ seconds, peakMb }) => [seconds.toFixed(1), peakMb.toFixed(0)]),
    ].join(' | '),
  );
const [few, many] = measured;
if (few !== undefined && many !== undefined) {
  const growth = Math.max(many.out.peakMb - few.out.peakMb, many.back.peakMb - few.back.peakMb);
  const bound = Number(values.bound ?? Infinity);
  const verdict = growth <= bound ? '' : `, more than ${bound}`;
  print(`peak at ${sizes[1]} over that at ${sizes[0]}: ${growth.toFixed(0)} MB${verdict}`);
  if (growth > bound) process.exitCode = 1;
}

async function measureAt(count: number): Promise<Measured> {
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-state-'));
  try {
    const dataDir = join(directory, 'data');
    progress(`filling with ${count}`);
    await fillDataDirectory(dataDir, count);
    const file = join(directory, 'state');
    const out = await inNewProcess(dataDir, async ({ url }) => {
      progress(`exporting ${count}`);
      await pipeline(await answerTo(url, 'POST', '/state/export'), createWriteStream(file));
    });
    const back = await inNewProcess(dataDir, async ({ url }) => {
      progress(`importing ${count}`);
      const answer = await text(await answerTo(url, 'PUT', '/state', file));
      if (!answer.includes('"hash"')) throw new Error(answer);
    });
    return { count, fileMb: statSync(file).size / 2 ** 20, out, back };
  } finally {
    progress(null);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Works with a gateway that did nothing else before. */
async function inNewProcess(dataDir: string, work: (gateway: ServerProcess) => Promise<void>): Promise<Transfer> {
  const gateway = await startGatewayProcess(dataDir);
  try {
    // Forgets the peak of the start (proc_pid_clear_refs(5)).
    writeFileSync(`/proc/${gateway.pid}/clear_refs`, '5');
    const { residentMb: beforeMb } = await gateway.usage();
    const begun = performance.now();
    await work(gateway);
    return { seconds: (performance.now() - begun) / 1_000, peakMb: peakMbOf(gateway.pid), beforeMb };
  } finally {
    await gateway.stop();
  }
}

function peakMbOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

/** The answer of a control call, not held. @param file is sent */
function answerTo(url: string, method: string, path: string, file?: string): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    const type = file === undefined ? 'application/json' : 'application/octet-stream';
    const sent = request(`${url}/_dragoman${path}`, { method, headers: { 'Content-Type': type } }, (answer) => {
      if (answer.statusCode === 200) resolve(answer);
      else
        text(answer).then((body) => {
          reject(new Error(`${path} was answered ${answer.statusCode}: ${body}`));
        }, reject);
    });
    sent.on('error', reject);
    if (file === undefined) sent.end('{}');
    else pipeline(createReadStream(file), sent).catch(reject);
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
