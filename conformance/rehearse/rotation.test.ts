import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { CLIENTS, isThere } from './clients.ts';
import { type RehearsedGateway, startRehearsed } from './gateway.ts';
import { type FollowingClient, isRecording, readObserved, ROTATION_FILE, writeObserved } from './observed.ts';
import { rehearse } from './run-rehearsal.ts';

/** What `dragoman rehearse rotation --json` tells of a client. */
interface Rotation {
  readonly findings: readonly { readonly criterion: string; readonly verdict: string }[];
}

/** Long enough for a busy machine, on which a program may stand still between a read and its login. */
const TIMES = ['--users', 'one', '--rotations', '2', '--every', '3s', '--grace', '5s', '--cache-ttl', '8s'];

const FOLLOWED = CLIENTS.filter(({ retries }) => !retries).flatMap(({ language, name, follow, followWithTtl }) => [
  ...(follow === null ? [] : [{ language, name, ttl: null, command: follow }]),
  ...(followWithTtl === null ? [] : [{ language, name, ttl: 1, command: followWithTtl }]),
]);

let gateway: RehearsedGateway;
const seen: FollowingClient[] = [];
before(async () => {
  gateway = await startRehearsed('strict');
});
after(async () => {
  await gateway.close();
  if (isRecording) writeObserved(ROTATION_FILE, seen);
});

describe('rotated while it runs:', { concurrency: 4 }, () => {
  for (const { language, name, ttl, command } of FOLLOWED)
    test(`${language}: ${name}${ttl === null ? '' : `, keeping values for ${ttl} s`}`, isThere(language), async () => {
      const { findings } = (await rehearse(gateway, ['rotation', ...TIMES], command)) as Rotation;
      const verdicts = Object.fromEntries(findings.map(({ criterion, verdict }) => [criterion, verdict]));
      const observed = { language, client: name, ttl_seconds: ttl, verdicts };
      seen.push(observed);
      const kept = (readObserved(ROTATION_FILE) as FollowingClient[]).find(
        (one) => one.language === language && one.client === name && one.ttl_seconds === ttl,
      );
      if (!isRecording) assert.deepEqual(observed, kept);
    });
});
