import type { RehearsalReport, Verdict } from '@dragoman/rehearse';

import { type Column, renderTable } from '../output/table.ts';
import type { Style, Terminal } from '../output/terminal.ts';

type Row = RehearsalReport['tables'][number]['rows'][number];

const STYLES: Readonly<Record<Verdict, Style>> = { passed: 'green', broken: 'red', skipped: 'yellow' };

/** The narrowest that a column of sentences may become. */
const MIN_SENTENCE = 16;

/** A rehearsal for people: what came of it, then its tables. The first column has the verdict's colour. */
export async function rehearsalTables(report: RehearsalReport, terminal: Terminal): Promise<string> {
  const { headline, notes, tables } = report;
  const parts = [`${[headline, ...notes].join('\n')}\n`];
  for (const { columns, rows } of tables) {
    const all = columns.map((title, at): Column<Row> => columnAt(title, at, at === columns.length - 1));
    parts.push(await renderTable(all, rows, terminal, false));
  }
  return parts.join('\n');
}

/** The last column has sentences. */
function columnAt(title: string, at: number, isLast: boolean): Column<Row> {
  return {
    title: title.toUpperCase(),
    text: ({ cells }) => cells[at] ?? null,
    ...(at === 0 && { style: ({ verdict }: Row) => STYLES[verdict] }),
    ...(isLast && { minWidth: MIN_SENTENCE, wraps: true }),
  };
}
