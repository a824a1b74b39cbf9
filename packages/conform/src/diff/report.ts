import type { Language, RunReport } from '@dragoman/reports';

import { CONFORM_MESSAGES } from '../conformance/messages.ts';
import type { RunChange, RunDiff, RunSummary } from './diff-recordings.ts';

interface DiffMessages {
  readonly title: string;
  readonly headline: (operations: number, changes: number) => string;
  readonly run: (which: 'before' | 'after', summary: RunSummary) => string;
  readonly changes: string;
  readonly columns: readonly string[];
  readonly parts: Readonly<Record<RunChange['part'], string>>;
}

const MESSAGES: Readonly<Record<Language, DiffMessages>> = {
  en: {
    title: 'Difference of two runs',
    headline: (operations, changes) =>
      changes === 0
        ? `${counted(operations, 'operation')}, called and answered alike`
        : `${counted(operations, 'operation')}, ${counted(changes, 'change')}`,
    run: (which, { date, door, sdks, requests }) =>
      `${which}: ${date}, ${door}, ${counted(requests, 'request')}${sdks.length === 0 ? '' : `, ${sdks.join('; ')}`}`,
    changes: 'changes',
    columns: ['operation', 'part', 'what', 'where', 'before', 'after'],
    parts: { calls: 'calls', request: 'request', answer: 'answer', outcome: 'outcome', order: 'order of operations' },
  },
  zh: {
    title: '两次运行的差异',
    headline: (operations, changes) =>
      changes === 0 ? `${operations} 个操作，请求与响应均相同` : `${operations} 个操作，${changes} 处变化`,
    run: (which, { date, door, sdks, requests }) =>
      `${which === 'before' ? '之前' : '之后'}：${date}，${door}，${requests} 个请求` +
      (sdks.length === 0 ? '' : `，${sdks.join('；')}`),
    changes: '变化',
    columns: ['操作', '部分', '变化', '位置', '之前', '之后'],
    parts: { calls: '调用次数', request: '请求', answer: '响应', outcome: '结果', order: '操作顺序' },
  },
};

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What changed between two runs, as people and CI servers read it. */
export function diffReport({ before, after, operations, changes }: RunDiff, language: Language): RunReport {
  const messages = MESSAGES[language];
  const { kinds } = CONFORM_MESSAGES[language];
  const rows = changes.map(({ operation, part, difference, before: old, after: now }) => ({
    verdict: 'broken' as const,
    cells: [
      ...[operation, messages.parts[part], difference === null ? '' : kinds[difference.kind]],
      ...[difference?.at ?? '', old, now],
    ],
  }));
  return {
    ...{ kind: 'diff', language, title: messages.title },
    headline: messages.headline(operations, changes.length),
    notes: [messages.run('before', before), messages.run('after', after)],
    tables: rows.length === 0 ? [] : [{ title: messages.changes, columns: messages.columns, rows }],
    checks: [...Map.groupBy(changes, ({ operation }) => operation)].map(([operation, members]) => ({
      group: before.door,
      name: operation,
      verdict: 'broken',
      messages: members.map(({ part, difference, before: old, after: now }) =>
        [messages.parts[part], difference?.at ?? '', `${old} → ${now}`].filter((text) => text !== '').join(': '),
      ),
      seconds: 0,
    })),
  };
}
