import { type Column, renderTable } from '../output/table.ts';
import { foldWords } from '../output/fold.ts';
import { printable, type Terminal } from '../output/terminal.ts';
import type { AnswerOf, View } from './view.ts';

type Applied = AnswerOf<'seeds', 'apply'>;

const SEED_COLUMNS: readonly Column<Applied['created'][number] & { readonly was: 'created' | 'skipped' }>[] = [
  { title: 'KIND', text: ({ kind }) => kind },
  { title: 'NAME', text: ({ name }) => name, style: () => 'bold', minWidth: 12 },
  { title: 'VAULT', text: ({ vault }) => vault, minWidth: 12 },
  { title: '', text: ({ was }) => was, style: ({ was }) => (was === 'created' ? 'green' : 'dim') },
];

/** What was made, and what was there. */
export const seedsView: View<Applied> = async ({ created, skipped, warnings }, { terminal, wide }) => {
  const rows = [
    ...created.map((entry) => ({ ...entry, was: 'created' as const })),
    ...skipped.map((entry) => ({ ...entry, was: 'skipped' as const })),
  ];
  const table = rows.length === 0 ? 'the document is empty\n' : await renderTable(SEED_COLUMNS, rows, terminal, wide);
  return table + warningLines(warnings, terminal);
};

/** What is to be doubted in a document, a line each. */
export function warningLines(warnings: readonly string[], terminal: Terminal): string {
  const lines = warnings.flatMap((warning) => foldWords(printable(`warning: ${warning}`), terminal.columns));
  return lines.map((line) => `${terminal.paint('yellow', line)}\n`).join('');
}
