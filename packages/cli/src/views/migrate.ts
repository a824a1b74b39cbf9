import type { Inventory, InventorySecret, Proposal, reportOf, ReportRow } from '@dragoman/migrate';

import { type Column, renderTable } from '../output/table.ts';
import type { Style, Terminal } from '../output/terminal.ts';

const STYLES: ReadonlyMap<ReportRow['verdict'], Style> = new Map([
  ['kept', 'green'],
  ['lost', 'yellow'],
  ['refused', 'red'],
] as const);

const SECRETS: readonly Column<InventorySecret>[] = [
  { title: 'NAME', text: ({ name }) => name, minWidth: 12 },
  { title: 'KIND', text: ({ kind }) => kind },
  { title: 'STATE', text: ({ state }) => state },
  {
    title: 'VERSIONS',
    text: ({ versions, completeness }) => (completeness === 'whole' ? versions.length : 'unknown'),
    align: 'right',
  },
  { title: 'TAGS', text: ({ tags }) => Object.keys(tags).length, align: 'right' },
  { title: 'VALUES', text: valuesOf },
];

const ROWS: readonly Column<ReportRow>[] = [
  { title: 'NAME', text: ({ name }) => name, minWidth: 12 },
  { title: 'NEW NAME', text: ({ target }) => target, minWidth: 12 },
  { title: 'VERDICT', text: ({ verdict }) => verdict, style: ({ verdict }) => STYLES.get(verdict) ?? null },
  { title: 'RULES', text: ({ rules }) => rules.join(', '), minWidth: 12, wraps: true },
];

const PROPOSALS: readonly Column<Proposal>[] = [
  { title: 'RULE', text: ({ rule }) => rule },
  { title: 'SECRETS', text: ({ secrets }) => secrets, align: 'right' },
  { title: 'WHY', text: ({ why }) => why, minWidth: 16, wraps: true },
  { title: 'WHAT CAN BE DONE', text: ({ propose }) => propose, minWidth: 16, wraps: true },
];

/** The secrets of an inventory. */
export async function inventoryTable({ secrets }: Inventory, terminal: Terminal): Promise<string> {
  return renderTable(SECRETS, secrets, terminal, false);
}

/** A plan for people: the totals, each secret, and what can be done. */
export async function planTables(report: ReturnType<typeof reportOf>, terminal: Terminal): Promise<string> {
  const { headline, notes, rows, proposals } = report;
  const parts = [[headline, ...notes].join('\n') + '\n', await renderTable(ROWS, rows, terminal, false)];
  if (proposals.length > 0) parts.push(await renderTable(PROPOSALS, proposals, terminal, false));
  return parts.join('\n');
}

function valuesOf({ versions }: InventorySecret): string {
  const states = [...new Set(versions.map(({ value }) => value.state))];
  return states.toSorted().join(', ');
}
