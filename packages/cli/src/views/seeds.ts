import { type Column, renderTable } from '../output/table.ts';
import type { AnswerOf, View } from './view.ts';

type Applied = AnswerOf<'seeds', 'apply'>;

const SEED_COLUMNS: readonly Column<Applied['created'][number] & { readonly was: 'created' | 'skipped' }>[] = [
  { title: 'KIND', text: ({ kind }) => kind },
  { title: 'NAME', text: ({ name }) => name, style: () => 'bold', minWidth: 12 },
  { title: 'VAULT', text: ({ vault }) => vault, minWidth: 12 },
  { title: '', text: ({ was }) => was, style: ({ was }) => (was === 'created' ? 'green' : 'dim') },
];

/** What was made, and what was there. */
export const seedsView: View<Applied> = ({ created, skipped }, { terminal, wide }) => {
  const rows = [
    ...created.map((entry) => ({ ...entry, was: 'created' as const })),
    ...skipped.map((entry) => ({ ...entry, was: 'skipped' as const })),
  ];
  return rows.length === 0 ? 'the document is empty\n' : renderTable(SEED_COLUMNS, rows, terminal, wide);
};
