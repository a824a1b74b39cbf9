import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { CLIENTS, isThere, type RehearsedClient } from './clients.ts';
import { type RehearsedGateway, startRehearsed } from './gateway.ts';
import {
  isRecording,
  OBSERVED_FILE,
  type ObservedClient,
  observedOf,
  readObserved,
  type RehearsedCase,
} from './observed.ts';
import { rehearse } from './run-rehearsal.ts';

const CREATE_CASES = 'reset-before,reset-mid-body,lost-answer';
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
  test(`${language}: ${name}${retries ? ', retries switched on' : ''}`, isThere(language), async () => {
    const cases = await casesOf(read);
    const creates = create === null ? null : await casesOf(create, '--cases', CREATE_CASES);
    const seen = observedOf(client, cases, creates);
    observed.set(keyOf(client), seen);
    if (!isRecording) assert.deepEqual(steadyOf(seen), steadyOf(expectedOf(client)));
  });
}

/** Whether a call of one that goes on without end was answered in time depends on the machine. */
function steadyOf(client: ObservedClient | undefined): ObservedClient | undefined {
  if (client === undefined || client.attempts['5xx-endless'] !== null) return client;
  return { ...client, recovered: [] };
}

function keyOf({ language, name, retries }: Pick<RehearsedClient, 'language' | 'name' | 'retries'>): string {
  return JSON.stringify([language, name, retries]);
}

function expectedOf(client: RehearsedClient): ObservedClient | undefined {
  const { language, name, retries } = client;
  return (readObserved(OBSERVED_FILE) as ObservedClient[]).find(
    (one) => one.language === language && one.client === name && one.retries === retries,
  );
}

async function casesOf(command: readonly string[], ...options: readonly string[]): Promise<readonly RehearsedCase[]> {
  const { cases } = (await rehearse(gateway, ['retry', ...options], command)) as {
    readonly cases: readonly RehearsedCase[];
  };
  return cases;
}

/** In the order of the clients; what was not there stays as it was. */
function record(): void {
  const rows = CLIENTS.flatMap((client) => observed.get(keyOf(client)) ?? expectedOf(client) ?? []);
  writeFileSync(OBSERVED_FILE, `${JSON.stringify(rows, null, 2)}\n`);
}
