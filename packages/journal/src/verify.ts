import { type Assertion, type AssertionResult, type Bounds, boundsOf, describeAssertion } from './assertion.ts';
import type { JournalEntry } from './entry.ts';
import { type Filter, matchesFilter, type ResolvedFilter } from './filter.ts';
import type { JournalReader } from './journal-reader.ts';
import type { JournalRecord } from './journal-record.ts';
import { type NearMiss, nearMisses } from './near-misses.ts';

/** What to hold against the requests. */
export interface Verification {
  readonly assertions: readonly Assertion[];
  /** Whether all requests of one assertion must come before those of the next. */
  readonly inOrder: boolean;
  /** Only requests behind this sequence count. */
  readonly after: number;
}

/** What came of it. */
export interface Verified {
  readonly passed: boolean;
  readonly results: AssertionResult[];
  /** How many requests were lost that might have counted. */
  readonly dropped: number;
  /** The whole to read. */
  readonly text: string;
}

/** How many requests of an assertion are shown. */
const MAX_SHOWN = 10;

/** What was found for one assertion. */
interface Found {
  readonly assertion: Assertion;
  readonly bounds: Bounds;
  readonly resolved: ResolvedFilter;
  readonly matching: readonly JournalRecord[];
  readonly near: readonly NearMiss[];
}

/**
 * Holds assertions against what the journal remembers. The names in them were checked before. @throws ControlError
 * where no number of times fits
 */
export async function verify(journal: JournalReader, { assertions, inOrder, after }: Verification): Promise<Verified> {
  const bounds = assertions.map((assertion, at) => boundsOf(assertion, `assertions.${at}`));
  await journal.settled();
  const resolved = await Promise.all(assertions.map((assertion) => journal.resolvedFilter(filterOf(assertion))));
  // One look at all, before anything is waited for: the ring writes its records anew.
  const records = [...journal.recordsAfter(after)].map((record) => ({ ...record }));
  const dropped = journal.droppedAfter(after);
  const found = assertions.map((assertion, at): Found => {
    const about = {
      assertion,
      bounds: bounds[at] ?? { least: 1, most: Infinity },
      resolved: resolved[at] ?? { names: new Set<string>() },
    };
    const matching = records.filter((record) => matchesFilter(record, about.resolved));
    return {
      ...about,
      matching,
      near: matching.length < about.bounds.least ? nearMisses(records, about.resolved) : [],
    };
  });
  const results = await Promise.all(found.map((one) => resultOf(journal, one, dropped)));
  const order = inOrder ? findDisorder(found) : null;
  const passed = order === null && results.every((result) => result.passed);
  return { passed, results, dropped, text: report(results, order) };
}

function filterOf({ door, operation, identity, resource, outcome, code, injected }: Assertion): Filter {
  const parts = { door, operation, identity, resource, outcome, code, injected };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

async function resultOf(
  journal: JournalReader,
  { assertion, bounds, resolved, matching, near }: Found,
  dropped: number,
): Promise<AssertionResult> {
  const redacted = await shownFilter(journal, assertion);
  const described = describeAssertion(assertion, redacted);
  const count = matching.length;
  const fits = count >= bounds.least && count <= bounds.most;
  // What was lost may have been one too many.
  const passed = fits && (dropped === 0 || bounds.most === Infinity);
  const requests = await Promise.all(matching.slice(0, MAX_SHOWN).map((record) => journal.entryFor(record)));
  const misses = await Promise.all(
    near.map(async ({ record, fields }) => {
      const entry = await journal.entryFor(record);
      return {
        entry,
        differs: fields.map((field) => ({
          field,
          expected: String(redacted[field] ?? resolved[field]),
          actual: actual(entry, field),
        })),
      };
    }),
  );
  const lines = [
    `${passed ? 'holds' : 'fails'}: ${described}; ${count} came`,
    ...(dropped > 0 && !passed
      ? [
          `  ${dropped} older requests are forgotten and may have counted: clear the journal first, or ` +
            'raise journal.entries',
        ]
      : []),
    ...(fits ? [] : requests.map((entry) => `  counted: ${line(entry)}`)),
    ...misses.map(
      ({ entry, differs }) =>
        `  near: ${line(entry)}; ` +
        differs.map((one) => `${one.field} is ${one.actual}, not ${one.expected}`).join('; '),
    ),
  ];
  return { assertion: described, passed, count, requests, near_misses: misses, text: lines.join('\n') };
}

/** The parts of an assertion as they may be shown: an identity may be named by its token. */
async function shownFilter(journal: JournalReader, assertion: Assertion): Promise<Filter> {
  const { identity, resource, ...rest } = filterOf(assertion);
  return {
    ...rest,
    ...(identity !== undefined && { identity: await journal.redact(identity) }),
    ...(resource !== undefined && { resource: await journal.redact(resource) }),
  };
}

function actual(entry: JournalEntry, field: keyof Filter): string {
  if (field !== 'identity') return String(entry[field] ?? 'none');
  const { identity, presented } = entry;
  if (identity !== null) return identity.id;
  return presented?.identity ?? presented?.id ?? 'nobody';
}

/** One request in a line. */
function line(entry: JournalEntry): string {
  const { sequence, door, operation, method, path, resource, outcome, code } = entry;
  const what = operation ?? `${method} ${path ?? ''}`;
  const end = `${outcome}${code === null ? '' : ` ${code}`}`;
  return (
    `#${sequence} ${door ?? 'no door'} ${what}${resource === null ? '' : ` of ${resource}`} by ` +
    `${actual(entry, 'identity')}, ${end}`
  );
}

/** In words, the first two assertions whose requests came in another order; `null` when none did. */
function findDisorder(found: readonly Found[]): string | null {
  const met = found
    .map(({ matching }, at) => ({ at, first: matching[0], last: matching.at(-1) }))
    .filter((one) => one.first !== undefined);
  for (const [at, one] of met.entries()) {
    const next = met[at + 1];
    if (next?.first !== undefined && one.last !== undefined && one.last.sequence > next.first.sequence) {
      return (
        `out of order: request #${one.last.sequence} of assertion ${one.at} came after #${next.first.sequence} ` +
        `of assertion ${next.at}`
      );
    }
  }
  return null;
}

function report(results: readonly AssertionResult[], order: string | null): string {
  const held = results.filter(({ passed }) => passed).length;
  const failed = results.filter(({ passed }) => !passed).map(({ text }) => text);
  return [`${held} of ${results.length} assertions hold`, ...failed, ...(order === null ? [] : [order])].join('\n');
}
