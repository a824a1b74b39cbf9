import type { RunReport, Verdict } from '@dragoman/reports';

import { type Column, renderTable } from '../output/table.ts';
import type { Style, Terminal } from '../output/terminal.ts';

type Row = RunReport['tables'][number]['rows'][number];

const STYLES: Readonly<Record<Verdict, Style>> = { passed: 'green', broken: 'red', skipped: 'yellow' };

/** The narrowest that a column of sentences may become. */
const MIN_SENTENCE = 8;

/** A rehearsal for people: what came of it, then its tables. The first column has the verdict's colour. */
export async function rehearsalTables(report: RunReport, terminal: Terminal): Promise<string> {
  const { kind, headline, notes, tables, closing = [] } = report;
  const isOfShapes = kind === 'conform' || kind === 'diff' || kind === 'receipt';
  const parts = [`${[headline, ...notes].join('\n')}\n`];
  for (const { lead, columns, rows } of tables) {
    const all = columns.map((title, at): Column<Row> =>
      columnAt(title, at, at === columns.length - 1 || (isOfShapes && at > 1)),
    );
    const table = await renderTable(all, rows, terminal, false);
    parts.push(lead === undefined ? table : `${lead}\n${table}`);
  }
  if (closing.length > 0) parts.push(`${closing.join('\n')}\n`);
  return parts.join('\n');
}

/** Sentences, paths and shapes go on in further lines. */
function columnAt(title: string, at: number, isLong: boolean): Column<Row> {
  return {
    title: title.toUpperCase(),
    text: ({ cells }) => cells[at] ?? null,
    ...(at === 0 && { style: ({ verdict }: Row) => STYLES[verdict] }),
    ...(isLong && { minWidth: MIN_SENTENCE, wraps: true }),
  };
}
