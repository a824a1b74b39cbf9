import type { Column, Layout } from '../output/table.ts';
import { layoutOf, renderTable } from '../output/table.ts';
import { renderDetails } from '../output/details.ts';
import { readableTime } from '../output/times.ts';
import type { Style } from '../output/terminal.ts';
import type { AnswerOf, View, Where } from './view.ts';

type Entry = AnswerOf<'journal', 'get'>;

const OUTCOME_STYLES: Readonly<Record<Entry['outcome'], Style>> = {
  success: 'green',
  rejected: 'yellow',
  error: 'red',
};

const COLUMNS: readonly Column<Entry>[] = [
  { title: 'UTC', text: ({ time }) => time.slice(11, 19), style: () => 'dim' },
  { title: 'DATE', text: ({ time }) => time.slice(0, 10), isWide: true },
  { title: 'DOOR', text: ({ door }) => door },
  {
    title: 'OPERATION',
    text: ({ operation, method, path }) => operation ?? `${method} ${path ?? ''}`,
    style: () => 'bold',
    minWidth: 18,
  },
  { title: 'RESOURCE', text: ({ resource }) => resource, minWidth: 7 },
  { title: 'WHO', text: whoOf, minWidth: 6 },
  {
    title: 'OUTCOME',
    text: ({ outcome, injected }) => `${outcome}${injected ? '*' : ''}`,
    style: ({ outcome }) => OUTCOME_STYLES[outcome],
  },
  { title: 'CODE', text: ({ code }) => code, minWidth: 8 },
  { title: 'HTTP', text: ({ status }) => status, align: 'right', isWide: true },
  // As wide for quick requests as for slow ones, so that lists of several moments stand alike.
  { title: 'MS', text: ({ duration_ms: ms }) => ms.toFixed(1).padStart(5), align: 'right' },
  { title: 'REQUEST ID', text: ({ request_id: id }) => id, isWide: true },
];

/** Who was let in, or said to be. */
function whoOf({ identity, presented }: Entry): string | null {
  if (identity !== null) return identity.id;
  return presented === null ? null : `${presented.id ?? presented.kind}?`;
}

/** One line a request. */
export const journalListView: View<AnswerOf<'journal', 'list'>> = async ({ entries, more, dropped }, where) => {
  if (entries.length === 0) return 'no request fits\n';
  const lines = [await renderTable(COLUMNS, entries, where.terminal, where.wide)];
  const notes = [
    ...(entries.some(({ injected }) => injected) ? ['* a fault rule was applied'] : []),
    ...(more ? ['there are more: --limit, --after, --newest true'] : []),
    ...(dropped > 0 ? [`${dropped} older requests were dropped`] : []),
  ];
  const rejected = entries.findLast(({ outcome }) => outcome !== 'success');
  if (rejected !== undefined) notes.push(`why the last failed: dragoman explain ${rejected.request_id}`);
  return lines.concat(notes.map((note) => `${where.terminal.paint('dim', note)}\n`)).join('');
};

/** Long names, so that the columns of what comes live stand still. */
const TYPICAL: Entry = {
  sequence: 1,
  request_id: '00000000-0000-0000-0000-000000000000',
  time: '2026-01-01T00:00:00.000Z',
  door: 'huawei',
  operation: 'GetSecretValue-------',
  method: 'GET',
  path: null,
  identity: { id: 'development--', name: '' },
  presented: null,
  unread: [],
  resource: 'a-name-of-usual-length--',
  call: null,
  checks: null,
  outcome: 'rejected',
  code: 'Forbidden.Resource-----',
  status: 200,
  duration_ms: 1000,
  injected: false,
};

/** The same for requests as they come. */
export function journalFollowLayout({ terminal, wide }: Where): Promise<Layout<Entry>> {
  return layoutOf(COLUMNS, [TYPICAL], terminal, wide);
}

function checkRow({ action, resource, outcome, decided_by: by, nearest }: NonNullable<Entry['checks']>[number]) {
  const near = nearest === null ? '' : `; nearest is ${nearest}`;
  const text = `${outcome}: ${action} on ${resource}${by === null ? '' : ` by ${by}`}${near}`;
  return ['permission', text, outcome === 'allowed' ? 'green' : 'yellow'] as const;
}

/** `version latest, flags FetchTags, limit 50`; nothing where the operation says it all. */
function askedFor({ names, version, stage, flags, page }: NonNullable<Entry['call']>): string | null {
  const parts = [
    ...(names.length > 1 ? [names.join(' ')] : []),
    ...(version === 'none' ? [] : [`version by ${version}`]),
    ...(stage === null ? [] : [`stage ${stage}`]),
    ...Object.entries(flags).map(([name, flag]) => (flag ? name : `no ${name}`)),
    ...Object.entries(page).map(([name, count]) => (count === true ? name : `${name} ${count}`)),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** Everything that is known of one request. */
export const journalEntryView: View<Entry> = (entry, { terminal }) =>
  renderDetails(
    [
      ['request id', entry.request_id],
      ['time', readableTime(entry.time)],
      ['door', entry.door],
      ['operation', entry.operation],
      ['request', entry.path === null ? null : `${entry.method} ${entry.path}`],
      ['who', whoOf(entry)],
      ['resource', entry.resource],
      ['asked for', entry.call === null ? null : askedFor(entry.call)],
      ['outcome', entry.outcome, OUTCOME_STYLES[entry.outcome]],
      ['code', entry.code],
      ['http status', entry.status],
      ['took', `${entry.duration_ms} ms`],
      ...(entry.checks ?? []).map(checkRow),
      ['fault rule', entry.injected ? 'applied' : null],
    ],
    terminal,
  );

export const journalClearedView: View<AnswerOf<'journal', 'clear'>> = ({ cleared }) =>
  `removed ${cleared === 1 ? '1 request' : `${cleared} requests`} from the journal\n`;
