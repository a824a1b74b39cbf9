import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { after, before, test } from 'node:test';

import { PLAIN_ENV } from '../support/commands.ts';
import { CLIENTS, type RehearsedClient } from './clients.ts';
import { CLI, type RehearsedGateway, startRehearsed } from './gateway.ts';
import { OBSERVED_FILE, type ObservedClient, observedOf, readObserved, type RehearsedCase } from './observed.ts';

const CREATE_CASES = 'reset-before,reset-mid-body,lost-answer';
const found = (process.env['DRAGOMAN_TEST_CLIENTS'] ?? '').split(' ');
const isRecording = process.env['RECORD_REHEARSALS'] === '1';
const observed = new Map<string, ObservedClient>();

let gateway: RehearsedGateway;
before(async () => {
  gateway = await startRehearsed('strict');
});
after(async () => {
  await gateway.close();
  if (isRecording) record();
});

for (const client of CLIENTS) {
  const { language, name, retries, read, create } = client;
  const skip = found.includes(language) ? false : `${language} is not there`;
  test(`${language}: ${name}${retries ? ', retries switched on' : ''}`, { skip }, async () => {
    const cases = await rehearse(read);
    const creates = create === null ? null : await rehearse(create, '--cases', CREATE_CASES);
    const seen = observedOf(client, cases, creates);
    observed.set(keyOf(client), seen);
    if (!isRecording) assert.deepEqual(steadyOf(seen), steadyOf(expectedOf(client)));
  });
}

/** Whether a call of one that goes on without end was answered in time depends on the machine. */
function steadyOf(client: ObservedClient | undefined): ObservedClient | undefined {
  if (client?.attempts['5xx-endless'] !== null) return client;
  return { ...client, recovered: [] };
}

function keyOf({ language, name, retries }: Pick<RehearsedClient, 'language' | 'name' | 'retries'>): string {
  return JSON.stringify([language, name, retries]);
}

function expectedOf(client: RehearsedClient): ObservedClient | undefined {
  const { language, name, retries } = client;
  return readObserved().find((one) => one.language === language && one.client === name && one.retries === retries);
}

async function rehearse(command: readonly string[], ...options: readonly string[]): Promise<readonly RehearsedCase[]> {
  const args = [CLI, 'rehearse', 'retry', '--json', '--url', gateway.url, ...options, '--', ...command];
  const env = { ...PLAIN_ENV, REHEARSED_CREDENTIAL: gateway.credentialId };
  const child = spawn(process.execPath, args, { cwd: gateway.folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const { cases } = (await json(child.stdout)) as { readonly cases: readonly RehearsedCase[] };
  await ended;
  return cases;
}

/** In the order of the clients; what was not there stays as it was. */
function record(): void {
  const rows = CLIENTS.flatMap((client) => observed.get(keyOf(client)) ?? expectedOf(client) ?? []);
  writeFileSync(OBSERVED_FILE, `${JSON.stringify(rows, null, 2)}\n`);
}
