import { notFound, strictObject } from '@dragoman/input';
import { gradeIdOf, gradeOfId, GRADES } from '@dragoman/facts/grades';
import { type TLiteral, Type } from '@sinclair/typebox';

import { controlCall, type ControlTarget } from '../call.ts';
import { rejectWithoutJournal } from '../journal-off.ts';
import { MESSAGES } from '../messages.ts';
import { KeptRuns } from '../receipt/kept-runs.ts';
import { makeReceipt, makeReceiptText, type ReceiptQuery } from '../receipt/make-receipt.ts';

const Count = Type.Integer({ minimum: 0 });
const DoorOrNull = Type.Union([Type.String(), Type.Null()], { description: 'null where it matched no door' });
const GradeOrNull = Type.Union([Type.String(), Type.Null()]);

const RECEIPT = strictObject({
  format: Type.Literal('dragoman-receipt/1'),
  requests: Count,
  dropped: Type.Integer({ description: 'how many requests the journal has no more; they are not in the receipt' }),
  min_grade: GradeOrNull,
  passed: Type.Boolean({ description: 'whether all that was used has a fact of min_grade or a stronger one' }),
  used: Type.Array(
    strictObject({
      door: Type.String(),
      operation: Type.String(),
      code: Type.Union([Type.String(), Type.Null()], { description: 'an error that it answered; null: the operation' }),
      requests: Count,
      statuses: Type.Record(Type.String(), Count, { description: 'how often which status of HTTP was answered' }),
      facts: Type.Record(Type.String(), Type.Array(Type.String()), {
        description: 'the ids of its facts by their strongest grade, the strongest first',
      }),
      strongest: GradeOrNull,
      weakest: GradeOrNull,
      is_enough: Type.Boolean({ description: 'whether it has a fact of min_grade or a stronger one' }),
    }),
    { description: 'operations that were called, and the errors that they answered' },
  ),
  not_served: Type.Array(
    strictObject({
      door: DoorOrNull,
      request: Type.String({ description: 'the operation, or method and path where it is not known' }),
      requests: Count,
    }),
    { description: 'what was asked for that no door serves' },
  ),
  without_effect: Type.Array(
    strictObject({
      door: Type.String(),
      operation: Type.String(),
      field: Type.String(),
      why: Type.Union([Type.Literal('unread'), Type.Literal('ignored')], {
        description: 'unread: no code asks for it; ignored: it is taken, and nothing comes of it',
      }),
      fact: Type.Union([Type.String(), Type.Null()], { description: 'what is known of one that is ignored' }),
      requests: Count,
    }),
    { description: 'fields that were sent and change nothing' },
  ),
  not_called: Type.Array(strictObject({ door: Type.String(), operations: Type.Array(Type.String()) }), {
    description: 'what a door that was called serves beside that',
  }),
});

const RunName = { minLength: 1, maxLength: 100 };

const QUERY = {
  min_grade: Type.Optional(
    Type.Union(
      GRADES.map((grade): TLiteral<string> => Type.Literal(gradeIdOf(grade))),
      { description: 'what each operation and each error needs a fact of, or of a stronger grade' },
    ),
  ),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'only requests behind this sequence' })),
  run: Type.Optional(
    Type.String({ ...RunName, description: 'the requests that were kept under this name, in place of those' }),
  ),
};

/** @throws ControlError for a run of which nothing was kept */
function queryOf(
  gateway: ControlTarget,
  { min_grade: minGrade, after = 0, run }: { min_grade?: string; after?: number; run?: string },
): ReceiptQuery {
  const kept = run === undefined ? null : KeptRuns.of(gateway).find(run);
  if (kept === undefined) throw notFound(MESSAGES.unknownRun({ run: run ?? '' }));
  return { after, minGrade: minGrade === undefined ? null : gradeOfId(minGrade), run: kept };
}

/** What the requests so far rested on. */
export const receiptCalls = {
  'receipt.get': controlCall({
    method: 'GET',
    path: '/receipt',
    scope: 'environment',
    summary: 'Tells which facts the requests so far rested on, by grade, and what they asked for that is not served',
    description:
      'Made of the journal, so of the requests that it still has. A fact counts at its strongest grade; grades are ' +
      'not added up. `passed: false` comes with status 200.',
    query: strictObject(QUERY),
    answer: RECEIPT,
    run({ gateway, environment }, input) {
      rejectWithoutJournal(environment);
      return makeReceipt(environment, queryOf(gateway, input));
    },
  }),
  'receipt.text': controlCall({
    method: 'GET',
    path: '/receipt/text',
    scope: 'environment',
    summary: 'Tells the same as the text of a file, for people and for CI servers',
    query: strictObject({
      ...QUERY,
      as: Type.Optional(
        Type.Union([Type.Literal('markdown'), Type.Literal('html'), Type.Literal('junit'), Type.Literal('json')], {
          default: 'markdown',
        }),
      ),
      lang: Type.Optional(
        Type.Union([Type.Literal('en'), Type.Literal('zh')], { description: 'else that of Accept-Language' }),
      ),
    }),
    responseKind: 'text',
    answer: Type.String(),
    run({ gateway, environment, ...caller }, { as = 'markdown', lang: language = caller.language, ...input }) {
      rejectWithoutJournal(environment);
      return makeReceiptText(environment, queryOf(gateway, input), { as, language });
    },
  }),
  'receipt.keep': controlCall({
    method: 'PUT',
    path: '/receipt/runs/{run}',
    scope: 'environment',
    summary: 'Keeps the requests so far under the name of a run, for a receipt of several environments',
    description:
      'For helpers of tests: a sandbox is kept before it is deleted or reset, and `receipt.get` with `run` tells of ' +
      'all. No request is kept twice. Kept in memory, by this gateway alone; the last hundred runs.',
    params: strictObject({ run: Type.String(RunName) }),
    query: strictObject({
      begin: Type.Optional(
        Type.Boolean({ description: 'only begin: what this environment was asked so far is not of the run' }),
      ),
    }),
    answer: strictObject({ requests: Type.Integer({ minimum: 0, description: 'how many are kept of the run' }) }),
    async run({ gateway, environment }, { run: name, begin = false }) {
      rejectWithoutJournal(environment);
      const run = KeptRuns.of(gateway).open(name);
      await (begin ? run.begin(environment.journal) : run.keep(environment.journal));
      return { requests: run.requests.length };
    },
  }),
};
