import { strictObject } from '@dragoman/input';
import { gradeIdOf, gradeOfId, GRADES } from '@dragoman/facts/grades';
import { type TLiteral, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { rejectWithoutJournal } from '../journal-off.ts';
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
  not_called: Type.Array(strictObject({ door: Type.String(), operations: Type.Array(Type.String()) }), {
    description: 'what a door that was called serves beside that',
  }),
});

const QUERY = {
  min_grade: Type.Optional(
    Type.Union(
      GRADES.map((grade): TLiteral<string> => Type.Literal(gradeIdOf(grade))),
      { description: 'what each operation and each error needs a fact of, or of a stronger grade' },
    ),
  ),
  after: Type.Optional(Type.Integer({ minimum: 0, description: 'only requests behind this sequence' })),
};

function queryOf({ min_grade: minGrade, after = 0 }: { min_grade?: string; after?: number }): ReceiptQuery {
  return { after, minGrade: minGrade === undefined ? null : gradeOfId(minGrade) };
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
    run({ environment }, input) {
      rejectWithoutJournal(environment);
      return makeReceipt(environment, queryOf(input));
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
    run({ environment, ...caller }, { as = 'markdown', lang: language = caller.language, ...input }) {
      rejectWithoutJournal(environment);
      return makeReceiptText(environment, queryOf(input), { as, language });
    },
  }),
};
