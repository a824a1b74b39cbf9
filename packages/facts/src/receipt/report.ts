import type { Language, ReportCheck, ReportTable, RunReport } from '@dragoman/reports';

import { type GradeId, gradeOfId } from '../grades.ts';
import { RECEIPT_MESSAGES, type ReceiptMessages } from './messages.ts';
import type { FieldWithoutEffect, NotCalled, NotServed, Receipt, UsedItem } from './receipt.ts';

/** So many operations that were never called are named. */
const MAX_NAMED = 5;

/** A receipt as people and CI servers read it. */
export function receiptReport(receipt: Receipt, language: Language): RunReport {
  const messages = RECEIPT_MESSAGES[language];
  const { requests, used, not_served: notServed, without_effect: withoutEffect, not_called: notCalled } = receipt;
  const operations = used.filter(({ code }) => code === null).length;
  const tables = [usedTable(used, messages), notServedTable(notServed, messages), fieldTable(withoutEffect, messages)];
  return {
    ...{ kind: 'receipt', language, title: messages.title },
    headline: messages.headline(requests, operations, used.length - operations),
    notes: notesOf(receipt, messages),
    tables: tables.filter(({ rows }) => rows.length > 0),
    closing: [...notCalled.map((one) => notCalledLine(one, messages)), ...(used.length > 0 ? [messages.next] : [])],
    checks: [
      ...used.map((item) => checkOf(item, receipt, messages)),
      ...notServed.map(({ door, request }) => ({
        ...{ group: door ?? '-', name: request, verdict: 'skipped' as const },
        ...{ messages: [messages.notServed], seconds: 0 },
      })),
    ],
  };
}

function notesOf({ min_grade: minGrade, used, dropped }: Receipt, messages: ReceiptMessages): string[] {
  const weak = used.filter((item) => !item.is_enough).length;
  return [
    messages.counting,
    ...(dropped > 0 ? [messages.dropped(dropped)] : []),
    ...(minGrade === null ? [] : [messages.below(gradeIn(minGrade, messages), weak)]),
  ];
}

function usedTable(used: readonly UsedItem[], messages: ReceiptMessages): ReportTable {
  const rows = used.map(({ door, operation, code, requests, weakest, facts, ...item }) => ({
    verdict: item.is_enough ? ('passed' as const) : ('broken' as const),
    cells: [
      ...[door, operation, code ?? '', String(requests), gradeIn(weakest, messages)],
      Object.entries(facts)
        .map(([grade, ids]) => `${gradeIn(grade, messages)}: ${ids.length}`)
        .join('; '),
    ],
  }));
  return { ...messages.tables.used, rows };
}

function notServedTable(notServed: readonly NotServed[], { tables }: ReceiptMessages): ReportTable {
  const rows = notServed.map(({ door, request, requests }) => ({
    verdict: 'skipped' as const,
    cells: [door ?? '-', request, String(requests)],
  }));
  return { ...tables.notServed, rows };
}

function fieldTable(fields: readonly FieldWithoutEffect[], { tables, unread }: ReceiptMessages): ReportTable {
  const rows = fields.map(({ door, operation, field, requests, fact }) => ({
    verdict: 'skipped' as const,
    cells: [door, operation, field, String(requests), fact ?? unread],
  }));
  return { ...tables.withoutEffect, rows };
}

function notCalledLine({ door, operations }: NotCalled, messages: ReceiptMessages): string {
  const named = operations.slice(0, MAX_NAMED);
  return messages.notCalled(door, operations.length, named, operations.length - named.length);
}

function checkOf(item: UsedItem, { min_grade: minGrade }: Receipt, messages: ReceiptMessages): ReportCheck {
  const { door, operation, code, strongest, is_enough: isEnough } = item;
  return {
    ...{ group: door, name: code === null ? operation : `${operation}: ${code}`, seconds: 0 },
    verdict: isEnough ? 'passed' : 'broken',
    messages: isEnough ? [] : [messages.tooWeak(gradeIn(minGrade, messages), gradeIn(strongest, messages))],
  };
}

function gradeIn(id: GradeId | null, { grades, none }: ReceiptMessages): string {
  const grade = id === null ? null : gradeOfId(id);
  return grade === null ? (id ?? none) : grades[grade];
}
