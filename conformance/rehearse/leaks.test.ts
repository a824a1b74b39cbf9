import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { CLIENTS, isThere, type RehearsedClient } from './clients.ts';
import { type RehearsedGateway, startRehearsed } from './gateway.ts';
import { isRecording, type LeakingClient, LEAKS_FILE, readObserved, writeObserved } from './observed.ts';
import { rehearse } from './run-rehearsal.ts';

/** What `dragoman rehearse leaks --json` tells of a client. */
interface Leaks {
  readonly exit: number | null;
  readonly read: number;
  readonly leaks: readonly { readonly location: string; readonly encoding: string }[];
}

/** What the clients of Alibaba Cloud print more by. */
const DEBUGGING = { DEBUG: 'sdk' };

let gateway: RehearsedGateway;
const seen: LeakingClient[] = [];
before(async () => {
  gateway = await startRehearsed('strict');
});
after(async () => {
  await gateway.close();
  if (isRecording) writeObserved(LEAKS_FILE, seen);
});

async function leaksOf(
  { read: command, follow }: RehearsedClient,
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const { exit, read, leaks } = (await rehearse(gateway, ['leaks', '--folder', '.'], command, env)) as Leaks;
  assert.deepEqual([exit, read], [0, follow === null ? 0 : 1]);
  return [...new Set(leaks.map(({ location, encoding }) => `${location}, ${encoding}`))].toSorted();
}

describe('searched for what it gives away:', { concurrency: 3 }, () => {
  for (const client of CLIENTS.filter(({ retries }) => !retries)) {
    const { language, name } = client;
    test(`${language}: ${name}`, isThere(language), async () => {
      const observed = {
        language,
        client: name,
        quiet: await leaksOf(client),
        debugging: await leaksOf(client, DEBUGGING),
      };
      seen.push(observed);
      const kept = (readObserved(LEAKS_FILE) as LeakingClient[]).find(
        (one) => one.language === language && one.client === name,
      );
      if (!isRecording) assert.deepEqual(observed, kept);
    });
  }
});
