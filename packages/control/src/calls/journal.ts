import type { Environment } from '@dragoman/environment';
import { invalidInput, notFound, strictObject, timeFrom, timeSchema } from '@dragoman/input';
import {
  Assertion,
  AssertionResult,
  checkFilter,
  FILTER,
  type Filter,
  type Journal,
  JournalEntry,
  verify,
} from '@dragoman/journal';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { rejectWithoutJournal } from '../journal-off.ts';
import { MESSAGES } from '../messages.ts';

const MAX_LISTED = 1_000;
const MAX_ASSERTIONS = 200;

const After = Type.Optional(Type.Integer({ minimum: 0, description: 'only requests behind this sequence' }));
const Dropped = Type.Integer({ description: 'how many of them were evicted, as the journal is bounded' });

const Listing = strictObject({
  ...FILTER,
  since: Type.Optional(timeSchema('from this time on')),
  until: Type.Optional(timeSchema('before this time')),
  after: After,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LISTED, default: 100 })),
  newest: Type.Optional(
    Type.Boolean({ description: 'the newest in place of the oldest; they come in their order too' }),
  ),
});

/** @throws ControlError where the gateway keeps none */
function journalOf(environment: Environment): Journal {
  rejectWithoutJournal(environment);
  return environment.journal;
}

function filterOf({ door, operation, identity, resource, outcome, code, injected }: Static<typeof Listing>): Filter {
  const parts = { door, operation, identity, resource, outcome, code, injected };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

/** What was asked of the doors, and what came of it. */
export const journalCalls = {
  'journal.list': controlCall({
    method: 'GET',
    path: '/journal',
    scope: 'environment',
    summary: 'Lists requests in the order in which they were answered',
    description:
      'Page by giving `last` of one answer as `after` of the next, while `more` says so. Secret ' +
      'values are not in it: a string that holds one is shown with `[secret]` in its place.',
    query: Listing,
    answer: strictObject({
      entries: Type.Array(JournalEntry),
      last: Type.Integer({ description: 'the sequence up to which was read' }),
      more: Type.Boolean({ description: 'whether more fit' }),
      dropped: Dropped,
    }),
    async run({ environment }, input) {
      const journal = journalOf(environment);
      const filter = filterOf(input);
      checkFilter(filter, await environment.doors());
      const { since, until, after = 0, limit = 100, newest = false } = input;
      return journal.reader.list({
        filter,
        after,
        limit,
        newest,
        ...(since !== undefined && { since: timeFrom(since, 'since') }),
        ...(until !== undefined && { until: timeFrom(until, 'until') }),
      });
    },
  }),
  'journal.follow': controlCall({
    method: 'GET',
    path: '/journal/follow',
    scope: 'environment',
    summary: 'Streams requests as they come, until the caller disconnects',
    description:
      'Server-sent events. A reader who is too slow is told how many requests were dropped, and ' +
      'goes on with the oldest that is left.',
    query: strictObject({
      ...FILTER,
      after: Type.Optional(
        Type.Integer({ minimum: 0, description: 'begin behind this sequence; without it, with what comes next' }),
      ),
    }),
    responseKind: 'events',
    answer: Type.Union([strictObject({ entry: JournalEntry }), strictObject({ dropped: Dropped })]),
    async run({ environment, signal }, { after, ...input }) {
      const journal = journalOf(environment);
      const filter = filterOf(input);
      checkFilter(filter, await environment.doors());
      return journal.reader.follow(filter, after, signal);
    },
  }),
  'journal.get': controlCall({
    method: 'GET',
    path: '/journal/{request_id}',
    scope: 'environment',
    summary: 'Shows the request of an id',
    params: strictObject({ request_id: Type.String() }),
    answer: JournalEntry,
    async run({ environment }, { request_id: requestId }) {
      const entry = await journalOf(environment).reader.get(requestId);
      if (entry === null)
        throw notFound(MESSAGES.unknownRequest({ id: await environment.journal.reader.redact(requestId) }));
      return entry;
    },
  }),
  'journal.clear': controlCall({
    method: 'DELETE',
    path: '/journal',
    scope: 'environment',
    summary: 'Clears the journal; sequences go on',
    answer: strictObject({ cleared: Type.Integer() }),
    run: ({ environment }) => ({ cleared: journalOf(environment).clear() }),
  }),
  verify: controlCall({
    method: 'POST',
    path: '/verify',
    scope: 'environment',
    summary: 'Checks whether requests came as they should have, and says what came instead',
    description:
      'Each assertion counts the requests that fit it. `passed: false` comes with status 200; ' +
      '`text` is the report to read. Where requests that may have counted were evicted, no upper ' +
      'bound holds.',
    body: strictObject({
      assertions: Type.Array(Assertion, {
        minItems: 1,
        maxItems: MAX_ASSERTIONS,
        description: 'what must hold: a list of filters with `times`',
      }),
      in_order: Type.Optional(
        Type.Boolean({ description: 'whether all requests of one assertion must come before those of the next' }),
      ),
      after: After,
    }),
    answer: strictObject({
      passed: Type.Boolean(),
      results: Type.Array(AssertionResult),
      dropped: Dropped,
      text: Type.String(),
    }),
    async run({ environment, language }, { assertions, in_order: inOrder = false, after = 0 }) {
      const journal = journalOf(environment);
      const doors = await environment.doors();
      for (const [at, assertion] of assertions.entries()) checkFilter(assertion, doors, `assertions.${at}.`);
      const { last } = journal.reader;
      if (after > last) throw invalidInput(MESSAGES.afterAhead({ after, last }), { field: 'after' });
      return verify(journal.reader, { assertions, inOrder, after }, language);
    },
  }),
};
