/**
 * Records what 16 clients put and read through two gateways over one PostgreSQL, while the one that leads is killed,
 * stopped and let go on, and secrets rotate as time is let pass: `history.ts <operations> <file>`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { startPostgres } from '../../test/postgres-server.ts';
import { PLAIN_ENV } from '../support/commands.ts';
import { DueWork } from './due-work.ts';

const CLI = fileURLToPath(new URL('../../packages/gateway/bin/dragoman.mjs', import.meta.url));
const CLIENTS = 16;
const SECRETS = 32;
/** How often one of the two is killed or stopped. */
const DISTURBANCES = 12;
/** How long at most it goes on with what falls due before. */
const MAX_BEGUN_MS = 150;
const PROJECT = 'd7a60a00000000000000000000000001';

const [wanted = '100000', path = 'history.jsonl'] = process.argv.slice(2);
const file = createWriteStream(path);
const scratch = mkdtempSync(join(tmpdir(), 'dragoman-history-'));
const postgres = await startPostgres();
const database = await postgres.makeDatabase();
let left = Number(wanted);
let drawn = 0;

interface Member {
  child: ChildProcess;
  url: string;
}

/** Keeps its address when it is started again. */
async function startGateway(at: number, port = '0'): Promise<Member> {
  const flags = ['--port', port, '--json', '--auth', 'lenient', '--log-requests', 'none', '--store-lease-seconds', '1'];
  const child = spawn(process.execPath, [CLI, 'start', '--data-dir', join(scratch, String(at)), ...flags], {
    env: { ...PLAIN_ENV, DRAGOMAN_STORE_URL: database, DRAGOMAN_ROOT_KEY: '7'.repeat(64), DRAGOMAN_TLS_ENABLED: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, url: (JSON.parse(line) as { readonly url: string }).url };
}

const members = [await startGateway(0), await startGateway(1)];

/** Microseconds of one clock. */
const now = (): number => Math.round(performance.now() * 1_000);

async function call(url: string, secret: string, put: string | null): Promise<string | null> {
  const target = `${url}/v1/${PROJECT}/secrets/${secret}/versions${put === null ? '/latest' : ''}`;
  const answer = await fetch(target, {
    method: put === null ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Auth-Token': 'any' },
    ...(put !== null && { body: JSON.stringify({ secret_string: put }) }),
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { version } = (await answer.json()) as { readonly version?: { readonly secret_string?: string } };
  return put ?? version?.secret_string ?? null;
}

/** Calls one of the two, which is drawn. */
async function callAny(method: string, path: string, body?: object): Promise<unknown> {
  const { url } = members[Math.floor(Math.random() * members.length)] ?? { url: '' };
  const answer = await fetch(url + path, {
    method,
    headers: { 'Content-Type': 'application/json', 'X-Auth-Token': 'any' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${text}`);
  return JSON.parse(text);
}

const due = new DueWork(callAny, PROJECT);

/** A read that failed says nothing; a write that failed may have been done. */
async function operate(client: number): Promise<void> {
  while (left > 0) {
    left -= 1;
    const secret = `s${Math.floor(Math.random() * SECRETS)}`;
    const put = Math.random() < 0.3 ? `${client}-${(drawn += 1)}` : null;
    const { url } = members[Math.floor(Math.random() * members.length)] ?? { url: '' };
    const begin = now();
    const got = await call(url, secret, put).catch(() => undefined);
    const end = got === undefined ? null : now();
    if (put === null && got === undefined) continue;
    file.write(`${JSON.stringify({ client, secret, put, got: put === null ? got : null, begin, end })}\n`);
  }
}

/** Kills one of the two, or stops it for longer than its lease, while something falls due. */
async function disturb(): Promise<void> {
  for (let round = 0; round < DISTURBANCES; round += 1) {
    while (left > Number(wanted) * (1 - (round + 1) / (DISTURBANCES + 1))) await sleep(50);
    const at = round % 2;
    const member = members[at];
    if (member === undefined || left <= 0) return;
    const advanced = due.advance();
    await sleep(Math.random() * MAX_BEGUN_MS);
    if (round % 4 < 2) {
      member.child.kill('SIGSTOP');
      await sleep(2_500);
      member.child.kill('SIGCONT');
    } else {
      member.child.kill('SIGKILL');
      await once(member.child, 'exit');
      members[at] = await startGateway(at, new URL(member.url).port);
    }
    await advanced;
    process.stderr.write(`${left} operations left\n`);
  }
}

try {
  for (let at = 0; at < SECRETS; at += 1) {
    const created = await fetch(`${members[0]?.url ?? ''}/v1/${PROJECT}/secrets`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Auth-Token': 'any' },
      body: JSON.stringify({ name: `s${at}`, secret_string: 'first' }),
    });
    if (!created.ok) throw new Error(await created.text());
    const begin = now();
    file.write(`${JSON.stringify({ client: 0, secret: `s${at}`, put: 'first', got: null, begin, end: begin + 1 })}\n`);
  }
  await due.begin();
  const disturbing = disturb();
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => operate(client)));
  await disturbing;
  for (const line of await due.lines()) file.write(`${JSON.stringify(line)}\n`);
} finally {
  file.end();
  await once(file, 'close');
  for (const { child } of members) child.kill('SIGKILL');
  await postgres.remove();
  rmSync(scratch, { recursive: true, force: true });
}
