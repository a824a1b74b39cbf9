import type { Language, RunReport, ReportCheck, ReportRow } from '@dragoman/reports';
import { EN } from './messages/en.ts';
import { findingText, type RetryMessages } from './messages/message-types.ts';
import { ZH } from './messages/zh.ts';
import type { JudgedCase, RetryRehearsal } from './result.ts';

const MESSAGES: Readonly<Record<Language, RetryMessages>> = { en: EN, zh: ZH };

/** How many waits are shown of many. */
const MAX_WAITS = 4;

/** A rehearsal of retries as people and CI servers read it. */
export function retryReport(rehearsal: RetryRehearsal, language: Language): RunReport {
  const messages = MESSAGES[language];
  const { first, contracts, cases, seconds } = rehearsal;
  const broken = cases.filter(({ findings }) => findings.length > 0).length;
  const groups = Map.groupBy(cases, (judged) => groupOf(judged, messages));
  return {
    ...{ kind: 'retry', language, title: messages.title },
    headline: messages.headline({ cases: cases.length, broken, seconds }),
    notes: [
      messages.firstRun({ ...first, operations: first.operations.map(({ operation }) => operation) }),
      ...[...contracts].map(([door, { family, attempts }]) =>
        messages.contract({ door, family, atLeast: attempts.at_least, atMost: attempts.at_most }),
      ),
    ],
    tables: [...groups].map(([title, members]) => ({
      title,
      columns: [title, ...columnsOf(messages)],
      rows: members.map((judged) => rowOf(judged, messages)),
    })),
    checks: cases.map((judged) => checkOf(judged, messages)),
  };
}

function groupOf({ rehearsed: { target } }: JudgedCase, { connections }: RetryMessages): string {
  return target === null ? connections : `${target.door} ${target.operation}`;
}

function columnsOf({ columns }: RetryMessages): string[] {
  const { attempts, waits, backoff, ending, exit, verdict } = columns;
  return [attempts, waits, backoff, ending, exit, verdict];
}

function rowOf({ rehearsed, seen, findings }: JudgedCase, messages: RetryMessages): ReportRow {
  return {
    verdict: findings.length === 0 ? 'passed' : 'broken',
    cells: [
      rehearsed.name,
      String(seen.attempts),
      waitsText(seen.waitsMs, messages.shapes[seen.shape]),
      `${(seen.backoffMs / 1_000).toFixed(1)} s`,
      messages.endings[seen.ending],
      seen.exit === null ? '–' : String(seen.exit),
      findings.length === 0 ? messages.passed : findings.map((one) => findingText(one, messages)).join('; '),
    ],
  };
}

/** Such as `exponential (0.1 0.2 0.4 0.8 … s)`. */
function waitsText(waitsMs: readonly number[], shape: string): string {
  if (waitsMs.length === 0) return shape;
  const first = waitsMs.slice(0, MAX_WAITS).map((wait) => (wait / 1_000).toFixed(wait < 1_000 ? 2 : 1));
  return `${shape} (${[...first, ...(waitsMs.length > MAX_WAITS ? ['…'] : [])].join(' ')} s)`;
}

function checkOf(judged: JudgedCase, messages: RetryMessages): ReportCheck {
  const { rehearsed, seen, findings } = judged;
  return {
    group: groupOf(judged, messages),
    name: rehearsed.name,
    verdict: findings.length === 0 ? 'passed' : 'broken',
    messages: findings.map((one) => findingText(one, messages)),
    seconds: seen.seconds,
  };
}
