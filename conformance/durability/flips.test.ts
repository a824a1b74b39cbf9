/**
 * Bits of a data directory turned, the same every time: each outcome is the same data, a refusal, or named damage;
 * never other data and never fewer secrets without a word. `LONG=1` takes ten times as many.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { RowAuthenticator, Sealer, stateHash } from '../../packages/core/src/index.ts';
import { databaseProblem, openSqliteStore } from '../../packages/store-sqlite/src/index.ts';
import { create, ROOT_KEY, servicesOver } from '../../packages/store-sqlite/test/support.ts';
import { count } from './results.ts';
import { numbers, turnBits } from './turn-bits.ts';

const RUNS = process.env['LONG'] === '1' ? 9_000 : 400;
const FLIPS = 10;
const signing = { rows: new RowAuthenticator(ROOT_KEY), sealer: new Sealer(ROOT_KEY) };

const open = (directory: string) =>
  openSqliteStore({
    file: join(directory, 'dragoman.db'),
    mark: join(directory, 'dragoman.mark'),
    exclusive: true,
    signing,
  });

/** What a start says of an error: one line, or the error itself where that is none of the file's. */
function lineOf(error: unknown): string {
  const problem = databaseProblem(error);
  if (problem !== null) return problem.reason;
  const { name, message } = error as Error;
  return ['UnsealError', 'UnknownSchemaError', 'NewerDatabaseError'].includes(name) ? message : `\n${name}: ${message}`;
}

/** What a start makes of a directory: its data's hash, or what it says is wrong. */
async function outcomeOf(directory: string): Promise<{ hash: string } | { rejected: string } | { named: string[] }> {
  let store: ReturnType<typeof open>;
  try {
    store = open(directory);
  } catch (error) {
    return { rejected: lineOf(error) };
  }
  try {
    const named = store.check({ opensValues: true }).map(({ what }) => what);
    if (store.missing !== 0) named.push(`${store.missing} changes are missing`);
    if (named.some((what) => !what.startsWith('unknown'))) return { named };
    return { hash: stateHash(await store.state.dump(), signing.sealer) };
  } finally {
    await store.close().catch(() => undefined);
  }
}

async function fill(directory: string): Promise<void> {
  const store = open(directory);
  for (let n = 0; n < 30; n += 1) await create(servicesOver(store), `secret-${n}`, `value ${n}`);
  await store.close();
}

for (const [what, leavesLog] of [
  ['a directory that was closed', false],
  ['one whose log was not folded in', true],
] as const)
  test(`${FLIPS} bits of ${what}, turned ${RUNS / 2} times`, async () => {
    const root = mkdtempSync(join(tmpdir(), 'dragoman-flips-'));
    const [whole, damaged] = [join(root, 'whole'), join(root, 'damaged')];
    try {
      await prepare(root, whole, leavesLog);
      cpSync(whole, damaged, { recursive: true });
      const expected = await outcomeOf(damaged);
      assert.ok('hash' in expected, JSON.stringify(expected));
      for (let seed = 1; seed <= RUNS / 2; seed += 1) {
        rmSync(damaged, { recursive: true });
        cpSync(whole, damaged, { recursive: true });
        turnBits(damaged, FLIPS, numbers(seed));
        const outcome = await outcomeOf(damaged);
        if ('hash' in outcome) assert.equal(outcome.hash, expected.hash, `seed ${seed}: other data, without a word`);
        if ('rejected' in outcome) assert.doesNotMatch(outcome.rejected, /\n/, `seed ${seed}: ${outcome.rejected}`);
        count('flips', 'hash' in outcome ? 'same' : 'rejected' in outcome ? 'rejected' : 'named');
      }
    } finally {
      rmSync(root, { recursive: true });
    }
  });

/** With its log, it is copied while it is open, as a kill would leave it. */
async function prepare(root: string, whole: string, leavesLog: boolean): Promise<void> {
  const live = join(root, 'live');
  cpSync(mkdtempSync(join(root, 'empty-')), live, { recursive: true });
  await fill(live);
  const store = open(live);
  for (let n = 30; n < 40; n += 1) await create(servicesOver(store), `secret-${n}`, `value ${n}`);
  if (leavesLog) cpSync(live, whole, { recursive: true });
  await store.close();
  if (!leavesLog) cpSync(live, whole, { recursive: true });
}
