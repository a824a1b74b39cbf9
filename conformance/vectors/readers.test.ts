/**
 * The vectors of bodies and errors held to official SDKs' own parsers. What each reads stands in
 * `observed-readers.json`, of which docs/vectors.md has the table; RECORD=1 writes it anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { answerTests } from './answers.ts';
import { READERS, type Read, type ParseOutcome, compareReading } from './readers.ts';

const OBSERVED = new URL('./observed-readers.json', import.meta.url);

/** By family and client: how many are read how, and which are not read as the vectors say. */
interface Outcome {
  readonly counts: Partial<Record<ParseOutcome, number>>;
  readonly otherwise: Partial<Record<ParseOutcome, string[]>>;
}
type Observed = Record<string, Record<string, Outcome>>;

const vectors = new Map(answerTests().map(({ family, test: vector }) => [`${family}/${vector.tcId}`, vector]));
const observed: Record<string, Observed> = {};
const confirmed = new Set<string>();
const missing: string[] = [];

for (const [language, readAll] of Object.entries(READERS))
  test(`official clients for ${language} read what the vectors say, but for what is known`, async (context) => {
    const all = await attempt(language, readAll);
    if (all === null) {
      context.skip();
      return;
    }
    observed[language] = outcomesOf(all);
    if (process.env['RECORD'] !== undefined) return;
    const known = JSON.parse(readFileSync(OBSERVED, 'utf8')) as Record<string, Observed>;
    assert.deepEqual(observed[language], known[language]);
  });

test('an official client reads each answer of a service as it is meant', (context) => {
  if (missing.length > 0) {
    context.skip();
    return;
  }
  const unread = [...vectors].filter(([name, { result, error }]) => {
    const isMeantToBeRead = result === 'valid' || error !== undefined;
    return isMeantToBeRead && !confirmed.has(name);
  });
  assert.deepEqual(
    unread.map(([name, { comment }]) => `${name} ${comment}`),
    [],
  );
  if (process.env['RECORD'] !== undefined) writeFileSync(OBSERVED, `${JSON.stringify(observed, null, 2)}\n`);
});

/** `null` where the machine lacks the toolchain. */
async function attempt(language: string, readAll: () => Promise<readonly Read[]>): Promise<readonly Read[] | null> {
  try {
    return await readAll();
  } catch (error) {
    if (!/ENOENT|exit code 77|code: 77/.test(String(error))) throw error;
    missing.push(language);
    process.stdout.write(`!!! LEFT OUT: conformance/vectors: the readers for ${language}\n`);
    return null;
  }
}

function outcomesOf(all: readonly Read[]): Observed {
  const outcomes: Record<string, Record<string, { counts: Outcome['counts']; otherwise: Outcome['otherwise'] }>> = {};
  for (const read of all) {
    const name = `${read.family}/${read.tcId}`;
    const vector = vectors.get(name);
    assert.ok(vector, name);
    const outcome = ((outcomes[read.family] ??= {})[read.client] ??= { counts: {}, otherwise: {} });
    const reading = compareReading(read, vector);
    outcome.counts[reading] = (outcome.counts[reading] ?? 0) + 1;
    if (reading === 'same') confirmed.add(name);
    else if (reading !== 'rejected') (outcome.otherwise[reading] ??= []).push(vector.comment);
  }
  return outcomes;
}
