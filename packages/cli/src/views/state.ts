import { nextStep, renderDetails } from '../output/details.ts';
import { type Column, renderTable } from '../output/table.ts';
import { readableBytes, tableTime } from '../output/times.ts';
import type { AnswerOf, View } from './view.ts';

type Snapshot = AnswerOf<'snapshots', 'list'>['snapshots'][number];

const SNAPSHOT_COLUMNS: readonly Column<Snapshot>[] = [
  { title: 'NAME', text: ({ name }) => name, style: () => 'bold', minWidth: 12 },
  { title: 'SIZE', text: ({ bytes }) => readableBytes(bytes), align: 'right' },
  { title: 'SAVED UTC', text: ({ created_at: at }) => tableTime(at) },
  { title: 'BY VERSION', text: ({ version }) => version ?? 'unreadable' },
];

export const snapshotsView: View<AnswerOf<'snapshots', 'list'>> = ({ snapshots }, { terminal, wide }) =>
  snapshots.length === 0
    ? 'no snapshots: dragoman snapshots save <name>\n'
    : renderTable(SNAPSHOT_COLUMNS, snapshots, terminal, wide);

export const snapshotSavedView: View<AnswerOf<'snapshots', 'save'>> = ({ name, bytes }, { terminal }) =>
  `saved the snapshot ${terminal.paint('bold', name)}, ${readableBytes(bytes)}\n` +
  nextStep(`go back to it with: dragoman snapshots load ${name}`, terminal);

export const snapshotDeletedView: View<AnswerOf<'snapshots', 'delete'>> = ({ deleted }) =>
  `deleted the snapshot ${deleted}\n`;

type Hash = AnswerOf<'state', 'hash'>;

/** The hash and nothing else, to compare by. */
export const hashView: View<Hash> = ({ hash }) => `${hash}\n`;

/** A state that is another now. @param what what became of it */
export const changedStateView =
  (what: string): View<Hash> =>
  ({ hash }, { terminal }) =>
    `${what}\n${renderDetails([['hash', hash]], terminal)}`;

export const baselineView: View<Hash> = (_answer, { terminal }) =>
  `the state is the baseline now, in later runs too\n` + nextStep('go back to it with: dragoman reset', terminal);

export const noBaselineView: View<AnswerOf<'baseline', 'clear'>> = () =>
  'removed the baseline: dragoman reset goes back to a fresh start\n';
