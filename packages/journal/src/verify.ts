import { type Language, type Message, verbatim } from '@dragoman/messages';

import { type Assertion, type AssertionResult, type Bounds, boundsOf, describeAssertion } from './assertion.ts';
import type { JournalEntry } from './entry.ts';
import { type Filter, matchesFilter, type ResolvedFilter } from './filter.ts';
import type { JournalReader } from './journal-reader.ts';
import type { JournalRecord } from './journal-record.ts';
import { REPORT } from './messages.ts';
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
 * @param language of the report
 */
export async function verify(
  journal: JournalReader,
  { assertions, inOrder, after }: Verification,
  language: Language,
): Promise<Verified> {
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
  const results = await Promise.all(found.map((one) => resultOf(journal, one, dropped, language)));
  const order = inOrder ? findDisorder(found) : null;
  const passed = order === null && results.every((result) => result.passed);
  const texts = [order?.[language] ?? null, lostText(journal.lostAfter(after), language)];
  return { passed, results, dropped, text: report(results, texts, language) };
}

function filterOf({ door, operation, identity, resource, outcome, code, injected }: Assertion): Filter {
  const parts = { door, operation, identity, resource, outcome, code, injected };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

async function resultOf(
  journal: JournalReader,
  { assertion, bounds, resolved, matching, near }: Found,
  dropped: number,
  language: Language,
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
          actual: actual(entry, field)[language],
        })),
      };
    }),
  );
  const about = [
    ...(dropped > 0 && !passed ? [REPORT.forgotten({ count: dropped })] : []),
    ...(fits ? [] : requests.map((entry) => REPORT.counted({ request: line(entry) }))),
    ...misses.map(({ entry, differs }) =>
      REPORT.near({
        request: line(entry),
        differences: differs
          .map((one) => REPORT.differs(one))
          .reduce((before, next) => REPORT.differences({ before, next })),
      }),
    ),
  ];
  const told = { described, count };
  const text = [
    (passed ? REPORT.holds(told) : REPORT.fails(told))[language],
    ...about.map((message) => `  ${message[language]}`),
  ].join('\n');
  return { assertion: described[language], passed, count, requests, near_misses: misses, text };
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

function actual(entry: JournalEntry, field: keyof Filter): Message {
  const value = field === 'identity' ? identityOf(entry) : entry[field];
  if (value !== null) return verbatim(String(value));
  return field === 'identity' ? REPORT.nobody : REPORT.none;
}

function identityOf({ identity, presented }: JournalEntry): string | null {
  return identity?.id ?? presented?.identity ?? presented?.id ?? null;
}

/** One request in a line. */
function line(entry: JournalEntry): Message {
  const { sequence, door, operation, method, path, resource, outcome, code } = entry;
  const told = {
    sequence,
    door: door ?? REPORT.noDoor,
    what: operation ?? `${method} ${path ?? ''}`,
    identity: actual(entry, 'identity'),
    end: code === null ? REPORT[outcome] : REPORT.withError({ outcome: REPORT[outcome], code }),
  };
  return resource === null ? REPORT.request(told) : REPORT.requestOf({ ...told, resource });
}

/** In words, the first two assertions whose requests came in another order; `null` when none did. */
function findDisorder(found: readonly Found[]): Message | null {
  const met = found
    .map(({ matching }, at) => ({ at, first: matching[0], last: matching.at(-1) }))
    .filter((one) => one.first !== undefined);
  for (const [at, one] of met.entries()) {
    const next = met[at + 1];
    if (next?.first !== undefined && one.last !== undefined && one.last.sequence > next.first.sequence) {
      return REPORT.disorder({
        last: one.last.sequence,
        at: one.at,
        first: next.first.sequence,
        next: next.at,
      });
    }
  }
  return null;
}

/** @param texts what else is to be said */
function report(results: readonly AssertionResult[], texts: readonly (string | null)[], language: Language): string {
  const held = results.filter(({ passed }) => passed).length;
  const failed = results.filter(({ passed }) => !passed).map(({ text }) => text);
  const said = texts.filter((text) => text !== null);
  return [REPORT.held({ held, count: results.length })[language], ...failed, ...said].join('\n');
}

function lostText(count: number, language: Language): string | null {
  return count === 0 ? null : REPORT.lost({ count })[language];
}
