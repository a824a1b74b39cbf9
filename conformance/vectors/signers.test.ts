/**
 * The vectors held to official SDKs' own signers. What each makes of the valid ones stands in `observed.json`, of which
 * docs/vectors.md has the table; RECORD=1 writes it anew.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';

import { type SignatureTest, readFamily, signatureFamilies } from './data.ts';
import { type Comparison, LANGUAGES, type Made, compare } from './signers.ts';

const OBSERVED = new URL('./observed.json', import.meta.url);

/** By family and client: how many are as the vectors say, and of what flags those are that are not. */
interface Outcome {
  readonly counts: Partial<Record<Comparison, number>>;
  readonly differs: Readonly<Record<string, number>>;
}
type Observed = Record<string, Record<string, Outcome>>;

const vectors = new Map(
  signatureFamilies().flatMap((family) =>
    readFamily(family).testGroups.flatMap((group) =>
      group.tests.map((vector): [string, SignatureTest] => [`${family}/${vector.tcId}`, vector]),
    ),
  ),
);
const observed: Record<string, Observed> = {};
const confirmed = new Set<string>();
const missing: string[] = [];

for (const [language, sign] of Object.entries(LANGUAGES))
  test(`official signers for ${language} make what the vectors say, but for what is known`, async (context) => {
    const all = await attempt(language, sign);
    if (all === null) {
      context.skip();
      return;
    }
    observed[language] = outcomesOf(all);
    if (process.env['RECORD'] !== undefined || process.env['VECTORS_ALL'] !== undefined) return undefined;
    const known = JSON.parse(readFileSync(OBSERVED, 'utf8')) as Record<string, Observed>;
    assert.deepEqual(observed[language], known[language]);
  });

test('an official signer confirms each valid vector of a scheme that signs', (context) => {
  if (missing.length > 0) {
    context.skip();
    return;
  }
  const unsigned = [...vectors].filter(
    ([name, { result, signature }]) => result === 'valid' && signature !== undefined && !confirmed.has(name),
  );
  assert.deepEqual(
    unsigned.map(([name, { comment }]) => `${name} ${comment}`),
    [],
  );
  if (process.env['RECORD'] !== undefined) writeFileSync(OBSERVED, `${JSON.stringify(observed, null, 2)}\n`);
});

/** `null` where the machine lacks the toolchain. */
async function attempt(language: string, sign: () => Promise<readonly Made[]>): Promise<readonly Made[] | null> {
  try {
    return await sign();
  } catch (error) {
    if (!/ENOENT|exit code 77|code: 77/.test(String(error))) throw error;
    missing.push(language);
    process.stdout.write(`!!! LEFT OUT: conformance/vectors: the signers for ${language}\n`);
    return null;
  }
}

function outcomesOf(all: readonly Made[]): Observed {
  const outcomes: Record<
    string,
    Record<string, { counts: Record<string, number>; differs: Record<string, number> }>
  > = {};
  for (const made of all) {
    const name = `${made.family}/${made.tcId}`;
    const vector = vectors.get(name);
    if (vector?.result !== 'valid') continue;
    const outcome = ((outcomes[made.family] ??= {})[made.client ?? 'no client'] ??= { counts: {}, differs: {} });
    const comparison = compare(made, vector);
    outcome.counts[comparison] = (outcome.counts[comparison] ?? 0) + 1;
    if (comparison !== 'differs' && comparison !== 'cannot') confirmed.add(name);
    else if (comparison === 'differs')
      for (const flag of vector.flags) outcome.differs[flag] = (outcome.differs[flag] ?? 0) + 1;
  }
  return outcomes;
}
