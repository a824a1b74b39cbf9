import { type Grade, gradeOfId, type GradeId } from '../grades.ts';
import type { NotServed, Receipt, UsedItem } from './receipt.ts';
import type { Language, RunReport } from '@dragoman/reports';

interface ReceiptMessages {
  readonly title: string;
  readonly headline: (requests: number, operations: number, errors: number, notServed: number) => string;
  readonly dropped: (count: number) => string;
  readonly counting: string;
  readonly below: (grade: string, count: number) => string;
  readonly tables: Readonly<
    Record<'used' | 'notServed', { readonly title: string; readonly columns: readonly string[] }>
  >;
  readonly grades: Readonly<Record<Grade, string>>;
  readonly none: string;
  readonly notServed: string;
  readonly tooWeak: (needed: string, strongest: string) => string;
}

const EN_GRADES: Readonly<Record<Grade, string>> = {
  'live capture': 'live capture',
  'official SDK seen': 'official SDK seen',
  'upstream suite': 'upstream suite',
  'vendor vector': 'vendor vector',
  'vendor source': 'vendor source',
  'vendor document': 'vendor document',
  inferred: 'inferred',
};

const MESSAGES: Readonly<Record<Language, ReceiptMessages>> = {
  en: {
    title: 'What the run rested on',
    headline: (requests, operations, errors, notServed) =>
      `requests: ${requests}; operations used: ${operations}; errors answered: ${errors}; ` +
      `asked for and not served: ${notServed}`,
    dropped: (count) => `The journal is bounded: ${count} earlier requests are not in it, nor here.`,
    counting: 'Each fact counts at its strongest grade; grades are not added up.',
    below: (grade, count) => `Without a fact of the grade "${grade}" or a stronger one: ${count}.`,
    tables: {
      used: { title: 'used', columns: ['door', 'operation', 'error', 'requests', 'weakest grade', 'facts by grade'] },
      notServed: { title: 'not served', columns: ['door', 'not served', 'requests'] },
    },
    grades: EN_GRADES,
    none: 'no fact',
    notServed: 'not served',
    tooWeak: (needed, strongest) => `needed: ${needed}; the strongest: ${strongest}`,
  },
  zh: {
    title: '本次运行所依据的事实',
    headline: (requests, operations, errors, notServed) =>
      `请求：${requests}；用到的操作：${operations}；返回的错误：${errors}；请求但未提供：${notServed}`,
    dropped: (count) => `日志有上限：更早的 ${count} 个请求已不在其中，此处也不包含。`,
    counting: '每条事实按其最强的等级计数；各等级不相加。',
    below: (grade, count) => `没有达到“${grade}”或更强等级的事实：${count}。`,
    tables: {
      used: { title: '用到的操作与错误', columns: ['入口', '操作', '错误', '请求', '最弱等级', '各等级的事实数'] },
      notServed: { title: '未提供', columns: ['入口', '未提供', '请求'] },
    },
    grades: {
      'live capture': '实测',
      'official SDK seen': '官方 SDK 所见',
      'upstream suite': '上游测试集',
      'vendor vector': '厂商向量',
      'vendor source': '厂商源码',
      'vendor document': '厂商文档',
      inferred: '推断',
    },
    none: '没有事实',
    notServed: '未提供',
    tooWeak: (needed, strongest) => `要求：${needed}；最强：${strongest}`,
  },
};

/** A receipt as people and CI servers read it. */
export function receiptReport(receipt: Receipt, language: Language): RunReport {
  const messages = MESSAGES[language];
  const { requests, used, not_served: notServed } = receipt;
  const operations = used.filter(({ code }) => code === null).length;
  return {
    ...{ kind: 'receipt', language, title: messages.title },
    headline: messages.headline(requests, operations, used.length - operations, notServed.length),
    notes: notesOf(receipt, messages),
    tables: [usedTable(used, messages), notServedTable(notServed, messages)].filter(({ rows }) => rows.length > 0),
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

function usedTable(used: readonly UsedItem[], messages: ReceiptMessages): RunReport['tables'][0] {
  const rows = used.map(({ door, operation, code, requests, weakest, facts, ...item }) => ({
    verdict: item.is_enough ? ('passed' as const) : ('broken' as const),
    cells: [
      ...[door, operation, code ?? '', String(requests)],
      gradeIn(weakest, messages),
      Object.entries(facts)
        .map(([grade, ids]) => `${gradeIn(grade, messages)}: ${ids.length}`)
        .join('; '),
    ],
  }));
  return { ...messages.tables.used, rows };
}

function notServedTable(notServed: readonly NotServed[], { tables }: ReceiptMessages): RunReport['tables'][0] {
  const rows = notServed.map(({ door, request, requests }) => ({
    verdict: 'skipped' as const,
    cells: [door ?? '-', request, String(requests)],
  }));
  return { ...tables.notServed, rows };
}

function checkOf(item: UsedItem, { min_grade: minGrade }: Receipt, messages: ReceiptMessages): RunReport['checks'][0] {
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
