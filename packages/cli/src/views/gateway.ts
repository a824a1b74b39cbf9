import type { ControlClient } from '@dragoman/control';

import { type Column, renderTable } from '../output/table.ts';
import { renderDetails } from '../output/details.ts';
import { readableTime, tableTime } from '../output/times.ts';
import type { AnswerOf, View } from './view.ts';

/** How the gateway is. */
export const statusView: View<Awaited<ReturnType<ControlClient['status']>>> = (status, { terminal }) =>
  renderDetails(
    [
      ['ready', status.ready, status.ready ? 'green' : 'red'],
      ['version', status.version],
      [
        'auth',
        Object.entries(status.auth)
          .map(([door, mode]) => `${door} ${mode}`)
          .join(', '),
      ],
      ['state', status.state],
      ['secrets', status.secrets],
      ['clock', `${status.clock}, ${readableTime(status.now) ?? ''}`],
      [
        'faults',
        status.faults_armed === 0 ? 'none' : `${status.faults_armed} armed`,
        status.faults_armed === 0 ? undefined : 'yellow',
      ],
      ['requests', status.requests],
      ['sandboxes', status.sandboxes],
      ['https', status.https],
      ['proxy', status.proxy],
    ],
    terminal,
  );

type Clock = AnswerOf<'clock', 'get'>;
type Advanced = AnswerOf<'clock', 'advance'>;

/** The time, what falls due next, and what was done on the way. */
export const clockView: View<Clock | Advanced> = (clock, { terminal }) =>
  renderDetails(
    [
      ['now', readableTime(clock.now), 'bold'],
      ['mode', clock.mode === 'offset' ? `offset, ${offsetText(clock.offset_ms)}` : clock.mode],
      ['signatures', clock.signatures],
      ['next', clock.next === null ? 'nothing' : `${clock.next.what} at ${readableTime(clock.next.at) ?? ''}`],
      ...('done' in clock ? ([['done', doneLines(clock)]] as const) : []),
    ],
    terminal,
  );

/** The most things that are listed one by one. */
const MAX_DONE = 20;

function doneLines({ done, done_truncated: isTruncated, totals }: Advanced): string[] {
  if (done.length === 0) return ['nothing fell due'];
  const lines = done
    .slice(0, MAX_DONE)
    .map(({ at, what, count }) => `${readableTime(at) ?? ''}  ${what}${count === 1 ? '' : ` × ${count}`}`);
  if (done.length <= MAX_DONE && !isTruncated) return lines;
  return [
    ...lines,
    `in all: ${Object.entries(totals)
      .map(([what, count]) => `${what} × ${count}`)
      .join(', ')}`,
  ];
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
] as const;

function offsetText(ms: number): string {
  let rest = Math.abs(ms);
  const parts = UNITS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest %= size;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return `${parts.join(' ') || '0s'} ${ms < 0 ? 'behind' : 'ahead'}`;
}

export const healthView: View<Awaited<ReturnType<ControlClient['health']>>> = ({ status }) => `${status}\n`;

export const readyView: View<Awaited<ReturnType<ControlClient['ready']>>> = ({ ready }, { terminal }) =>
  ready
    ? `${terminal.paint('green', 'ready')}\n`
    : `${terminal.paint('red', 'not ready')}: its start is not through; its log tells how far it is\n`;

export const versionView: View<Awaited<ReturnType<ControlClient['version']>>> = ({ name, version }) =>
  `${name} ${version}\n`;

type Due = AnswerOf<'clock', 'due'>['due'][number];

const DUE_COLUMNS: readonly Column<Due>[] = [
  { title: 'AT UTC', text: ({ at }) => tableTime(at) },
  { title: 'WHAT', text: ({ what }) => what },
  { title: 'OF', text: ({ subject }) => subject, style: () => 'bold', minWidth: 16 },
  { title: 'VAULT', text: ({ vault }) => vault, minWidth: 10 },
];

/** What falls due, in its order. */
export const dueView: View<AnswerOf<'clock', 'due'>> = ({ due }, { terminal, wide }) =>
  due.length === 0 ? 'nothing falls due\n' : renderTable(DUE_COLUMNS, due, terminal, wide);
