import type { Language, RunReport } from '@dragoman/reports';

import { gradeOfId } from '../grades.ts';
import type { ReceiptChange, ReceiptDiff } from './diff-receipts.ts';
import { RECEIPT_MESSAGES } from './messages.ts';

interface DiffMessages {
  readonly title: string;
  readonly headline: (used: number, changes: number) => string;
  readonly run: (which: 'before' | 'after', requests: number, dropped: number) => string;
  readonly changes: string;
  readonly columns: readonly string[];
  readonly parts: Readonly<Record<ReceiptChange['part'], string>>;
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const MESSAGES: Readonly<Record<Language, DiffMessages>> = {
  en: {
    title: 'Difference of two receipts',
    headline: (used, changes) =>
      changes === 0
        ? `${counted(used, 'operation or error', 'operations and errors')}, alike, on the same facts`
        : `${counted(used, 'operation or error', 'operations and errors')}, ${counted(changes, 'change', 'changes')}`,
    run: (which, requests, dropped) =>
      `${which}: ${counted(requests, 'request', 'requests')}` +
      (dropped === 0 ? '' : `, and ${dropped} that the journal had no more`),
    changes: 'changes',
    columns: ['door', 'operation', 'error', 'part', 'what', 'before', 'after'],
    parts: {
      used: 'requests',
      statuses: 'statuses',
      facts: 'fact',
      field: 'field without effect',
      'not-served': 'not served',
    },
  },
  zh: {
    title: '两份依据清单的差异',
    headline: (used, changes) =>
      changes === 0 ? `${used} 个操作和错误，用法与依据的事实均相同` : `${used} 个操作和错误，${changes} 处变化`,
    run: (which, requests, dropped) =>
      `${which === 'before' ? '之前' : '之后'}：${requests} 个请求` +
      (dropped === 0 ? '' : `，另有 ${dropped} 个已不在日志中`),
    changes: '变化',
    columns: ['入口', '操作', '错误', '部分', '内容', '之前', '之后'],
    parts: { used: '请求数', statuses: '状态码', facts: '事实', field: '没有作用的字段', 'not-served': '未提供' },
  },
};

/** What changed between two receipts, as people and CI servers read it. */
export function receiptDiffReport({ before, after, used, changes }: ReceiptDiff, language: Language): RunReport {
  const messages = MESSAGES[language];
  const wordsOf = (part: ReceiptChange['part'], text: string): string => {
    const grade = part === 'facts' ? gradeOfId(text) : null;
    return grade === null ? text : RECEIPT_MESSAGES[language].grades[grade];
  };
  const rows = changes.map(({ door, operation, code, part, subject, before: old, after: now }) => ({
    verdict: 'broken' as const,
    cells: [door, operation, code ?? '', messages.parts[part], subject ?? '', wordsOf(part, old), wordsOf(part, now)],
  }));
  return {
    ...{ kind: 'diff', language, title: messages.title },
    headline: messages.headline(used, changes.length),
    notes: [
      messages.run('before', before.requests, before.dropped),
      messages.run('after', after.requests, after.dropped),
    ],
    tables: rows.length === 0 ? [] : [{ title: messages.changes, columns: messages.columns, rows }],
    checks: [...Map.groupBy(changes, ({ door, operation }) => `${door} ${operation}`).values()].map((members) => ({
      ...{ group: members[0]?.door ?? '', name: members[0]?.operation ?? '', verdict: 'broken', seconds: 0 },
      messages: members.map(({ code, part, subject, before: old, after: now }) =>
        [code ?? '', messages.parts[part], subject ?? '', `${old} → ${now}`].filter((text) => text !== '').join(': '),
      ),
    })),
  };
}
