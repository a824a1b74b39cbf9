import { type Column, renderTable } from '../output/table.ts';
import { renderDetails } from '../output/details.ts';
import { readableTime, tableTime } from '../output/times.ts';
import type { Style } from '../output/terminal.ts';
import type { AnswerOf, View, Where } from './view.ts';

type Summary = AnswerOf<'secrets', 'list'>['secrets'][number];
type Detail = AnswerOf<'secrets', 'get'>;
type Version = Detail['version_list'][number];

const STATE_STYLES: Readonly<Record<Summary['state'], Style>> = {
  enabled: 'green',
  disabled: 'yellow',
  frozen: 'yellow',
  deleting: 'red',
};

const COLUMNS = [
  { title: 'VAULT', text: ({ vault }) => vault, minWidth: 10 },
  { title: 'NAME', text: ({ name }) => name, style: () => 'bold', minWidth: 16 },
  { title: 'STATE', text: ({ state }) => state, style: ({ state }) => STATE_STYLES[state] },
  { title: 'CURRENT', text: ({ current }) => current, minWidth: 8 },
  { title: 'VERSIONS', text: ({ versions }) => versions, align: 'right' },
  { title: 'CHANGED UTC', text: ({ updated_at: at }) => tableTime(at), minWidth: 10 },
  { title: 'DELETED UTC', text: ({ deletes_at: at }) => tableTime(at), isWide: true },
  { title: 'ID', text: ({ id }) => id, isWide: true },
] as const satisfies readonly Column<Summary>[];

const VISIBLE_STYLES: Readonly<Record<NonNullable<Summary['visible']>, Style>> = {
  whole: 'green',
  'in-part': 'yellow',
  not: 'red',
};

/** Where a cloud was named: what of each it could hold. */
const AS_COLUMNS: readonly Column<Summary>[] = [
  ...COLUMNS.filter(({ title }) => ['VAULT', 'NAME', 'VERSIONS'].includes(title)),
  {
    title: 'VISIBLE',
    text: ({ visible = 'whole' }) => visible,
    style: ({ visible = 'whole' }) => VISIBLE_STYLES[visible],
  },
  { title: 'WHY', text: ({ why = [] }) => why.join('; '), minWidth: 20, wraps: true },
];

export const secretsView: View<AnswerOf<'secrets', 'list'>> = async ({ secrets, next }, where) => {
  if (secrets.length === 0) return 'no secrets\n';
  const columns = secrets.some(({ visible }) => visible !== undefined) ? AS_COLUMNS : COLUMNS;
  return (await renderTable<Summary>(columns, secrets, where.terminal, where.wide)) + nextNote(next, where);
};

type CredentialSummary = AnswerOf<'credentials', 'list'>['credentials'][number];

const [VAULT, NAME, ...REST] = COLUMNS;
const CREDENTIAL_COLUMNS: readonly Column<CredentialSummary>[] = [
  VAULT,
  NAME,
  { title: 'TYPE', text: ({ type }) => type, minWidth: 10 },
  ...REST.filter(({ title }) => title !== 'VERSIONS'),
];

export const credentialsView: View<AnswerOf<'credentials', 'list'>> = async ({ credentials, next }, where) =>
  credentials.length === 0
    ? 'no credentials\n'
    : (await renderTable(CREDENTIAL_COLUMNS, credentials, where.terminal, where.wide)) + nextNote(next, where);

function nextNote(next: string | null, { terminal }: Where): string {
  return next === null ? '' : `${terminal.paint('dim', `there are more: --after ${next}`)}\n`;
}

const VERSION_COLUMNS: readonly Column<Version>[] = [
  { title: 'VERSION', text: ({ id }) => id, style: () => 'bold', minWidth: 8 },
  { title: 'LABELS', text: ({ labels }) => labels.join(', '), style: () => 'cyan', minWidth: 12 },
  { title: 'TYPE', text: ({ type }) => type },
  { title: 'CREATED UTC', text: ({ created_at: at }) => tableTime(at) },
  { title: 'EXPIRES UTC', text: ({ expires_at: at }) => tableTime(at) },
];

/** What is known of one secret, and its versions, the newest first. */
export const secretView = async (secret: Detail & { readonly type?: string | null }, where: Where): Promise<string> => {
  const { terminal, wide } = where;
  const details = renderDetails(
    [
      ['name', secret.name, 'bold'],
      ['vault', secret.vault],
      ['id', secret.id],
      ['type', secret.type ?? null],
      ['state', secret.state, STATE_STYLES[secret.state]],
      ['deletion', readableTime(secret.deletes_at)],
      ['description', secret.description],
      ['key', secret.key],
      ['created', `${readableTime(secret.created_at) ?? ''} by ${secret.created_by}`],
      ['changed', `${readableTime(secret.updated_at) ?? ''} by ${secret.updated_by}`],
      ['rotation', rotationText(secret.rotates)],
      ['tags', Object.entries(secret.tags).map(([key, value]) => `${key}=${value}`)],
    ],
    terminal,
  );
  const table = await renderTable(VERSION_COLUMNS, secret.version_list.toReversed(), terminal, wide);
  return `${details}\n${table}`;
};

export const putView: View<AnswerOf<'secrets', 'put'>> = async ({ created, secret }, where) =>
  `${where.terminal.paint('green', created ? 'created' : 'changed')}\n${await secretView(secret, where)}`;

export const deletedView: View<AnswerOf<'secrets', 'delete'>> = ({ vault, deleted, deletes_at: at }) =>
  at === null
    ? `deleted ${deleted} of the vault ${vault}\n`
    : `${deleted} of the vault ${vault} is deleted at ${readableTime(at) ?? ''}\n`;

/** The value and nothing else, as bytes where it is bytes. */
export const valueView: View<AnswerOf<'secrets', 'reveal'>> = ({ type, value }) =>
  type === 'binary' ? Buffer.from(value, 'base64') : value;

/** The one part that there is, and nothing else; several as JSON. */
export const partsView: View<AnswerOf<'credentials', 'reveal'>> = ({ parts }) => {
  const values = Object.values(parts);
  return values.length === 1 ? (values[0] ?? '') : `${JSON.stringify(parts)}\n`;
};

const DAY_MS = 86_400_000;

function rotationText(rotates: Detail['rotates']): string | null {
  if (rotates === null) return null;
  const { enabled, every_ms: ms, next_at: next } = rotates;
  if (!enabled) return 'by hand';
  const period = ms === null ? '?' : `${Math.round((ms / DAY_MS) * 10) / 10} days`;
  return `every ${period}, next ${readableTime(next) ?? '-'}`;
}
