import type { Language, ReportTable } from '@dragoman/reports';

import type { Grade } from '../grades.ts';

type TableMessages = Required<Pick<ReportTable, 'title' | 'lead' | 'columns'>>;

/** What a receipt says to people. */
export interface ReceiptMessages {
  readonly title: string;
  readonly headline: (requests: number, operations: number, errors: number) => string;
  readonly dropped: (count: number) => string;
  readonly counting: string;
  readonly below: (grade: string, count: number) => string;
  readonly tables: Readonly<Record<'used' | 'notServed' | 'withoutEffect', TableMessages>>;
  readonly grades: Readonly<Record<Grade, string>>;
  readonly none: string;
  readonly notServed: string;
  readonly unread: string;
  readonly notCalled: (door: string, count: number, some: readonly string[], rest: number) => string;
  readonly next: string;
  readonly tooWeak: (needed: string, strongest: string) => string;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const EN: ReceiptMessages = {
  title: 'What the run rested on',
  headline: (requests, operations, errors) =>
    `${counted(requests, 'request', 'requests')} rested on ${counted(operations, 'operation', 'operations')} ` +
    `and ${counted(errors, 'error', 'errors')} of the doors.`,
  dropped: (count) => `The journal is bounded: ${count} earlier requests are not in it, nor here.`,
  counting: 'Each fact counts at its strongest grade; grades are not added up.',
  below: (grade, count) => `Without a fact of the grade "${grade}" or a stronger one: ${count}.`,
  tables: {
    used: {
      title: 'used',
      lead: 'What was called, the errors that it answered, and how that is known:',
      columns: ['door', 'operation', 'error', 'requests', 'weakest grade', 'facts by grade'],
    },
    notServed: { title: 'not served', lead: 'No door serves these:', columns: ['door', 'not served', 'requests'] },
    withoutEffect: {
      title: 'without effect',
      lead: 'These fields were sent and change nothing:',
      columns: ['door', 'operation', 'field', 'requests', 'why'],
    },
  },
  grades: {
    'live capture': 'live capture',
    'official SDK seen': 'official SDK seen',
    'upstream suite': 'upstream suite',
    'vendor vector': 'vendor vector',
    'vendor source': 'vendor source',
    'vendor document': 'vendor document',
    inferred: 'inferred',
  },
  none: 'no fact',
  notServed: 'not served',
  unread: 'nothing reads it',
  notCalled: (door, count, some, rest) =>
    `Never called of ${door}: ${counted(count, 'operation', 'operations')} (${some.join(', ')}` +
    `${rest > 0 ? `, and ${rest} more in --json` : ''}).`,
  next: '--min-grade vendor-document fails a run that rests on less; docs/fidelity.md tells what each grade means.',
  tooWeak: (needed, strongest) => `needed: ${needed}; the strongest: ${strongest}`,
};

const ZH: ReceiptMessages = {
  title: '本次运行所依据的事实',
  headline: (requests, operations, errors) =>
    `${requests} 个请求依据了各入口的 ${operations} 个操作和 ${errors} 个错误。`,
  dropped: (count) => `日志有上限：更早的 ${count} 个请求已不在其中，此处也不包含。`,
  counting: '每条事实按其最强的等级计数；各等级不相加。',
  below: (grade, count) => `没有达到“${grade}”或更强等级的事实：${count}。`,
  tables: {
    used: {
      title: '用到的操作与错误',
      lead: '调用了什么、返回了哪些错误，以及依据何在：',
      columns: ['入口', '操作', '错误', '请求', '最弱等级', '各等级的事实数'],
    },
    notServed: { title: '未提供', lead: '没有入口提供这些：', columns: ['入口', '未提供', '请求'] },
    withoutEffect: {
      title: '没有作用的字段',
      lead: '发送了这些字段，但它们不起任何作用：',
      columns: ['入口', '操作', '字段', '请求', '原因'],
    },
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
  unread: '没有代码读取',
  notCalled: (door, count, some, rest) =>
    `${door} 从未调用的操作：${count} 个（${some.join('、')}${rest > 0 ? `，另有 ${rest} 个见 --json` : ''}）。`,
  next: '--min-grade vendor-document 让依据更弱的运行失败；各等级的含义见 docs/zh/fidelity.md。',
  tooWeak: (needed, strongest) => `要求：${needed}；最强：${strongest}`,
};

export const RECEIPT_MESSAGES: Readonly<Record<Language, ReceiptMessages>> = { en: EN, zh: ZH };
