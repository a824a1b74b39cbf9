import type { Language, RunReport, ReportRow } from '@dragoman/reports';

import type { Difference } from '../compare/difference.ts';
import { CONFORM_MESSAGES, type ConformMessages } from './messages.ts';
import type { Conformance, ConformanceCheck } from './result.ts';

/** A conformance as people and CI servers read it: a table of what differs for each door, a check for each answer. */
export function conformReport(conformance: Conformance, language: Language): RunReport {
  const messages = CONFORM_MESSAGES[language];
  const { source, checks, seconds } = conformance;
  const compared = checks.filter(({ leftOut }) => leftOut === null);
  const different = compared.filter(({ differences }) => differences.length > 0);
  const reasons = Map.groupBy(
    checks.filter(({ leftOut }) => leftOut !== null),
    ({ leftOut }) => leftOut,
  );
  return {
    ...{ kind: 'conform', language, title: messages.title },
    headline: messages.headline({ compared: compared.length, different: different.length, seconds }),
    notes: [
      messages.source(source.kind === 'recording' ? source.date : null),
      ...[...reasons].map(([reason, members]) =>
        messages.leftOut(members.length, reason === null ? '' : messages.reasons[reason]),
      ),
    ],
    tables: [...Map.groupBy(different, ({ door }) => door)].map(([door, members]) => ({
      title: `${door}: ${messages.differences}`,
      columns: columnsOf(messages),
      rows: members.flatMap((check) => check.differences.map((one) => rowOf(check, one, messages))),
    })),
    checks: checks.map((check) => checkOf(check, messages)),
  };
}

function columnsOf({ columns }: ConformMessages): string[] {
  const { operation, step, what, at, expected, found } = columns;
  return [operation, step, what, at, expected, found];
}

function rowOf({ operation, step }: ConformanceCheck, difference: Difference, messages: ConformMessages): ReportRow {
  const { kind, at, expected, found } = difference;
  return { verdict: 'broken', cells: [operation ?? '?', step, messages.kinds[kind], at, expected, found] };
}

function checkOf(check: ConformanceCheck, messages: ConformMessages): RunReport['checks'][number] {
  const { door, operation, step, differences, leftOut, seconds } = check;
  return {
    group: `${door} ${operation ?? '?'}`,
    name: step,
    verdict: leftOut !== null ? 'skipped' : differences.length === 0 ? 'passed' : 'broken',
    messages:
      leftOut !== null
        ? [messages.reasons[leftOut]]
        : differences.map(({ kind, at, expected, found }) => `${messages.kinds[kind]}: ${at}: ${expected} → ${found}`),
    seconds,
  };
}
