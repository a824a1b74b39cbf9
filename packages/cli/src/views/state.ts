import { type Column, renderTable } from '../output/table.ts';
import { readableBytes, tableTime } from '../output/times.ts';
import type { AnswerOf, View } from './view.ts';

type Vault = AnswerOf<'vaults', 'list'>['vaults'][number];

const VAULT_COLUMNS: readonly Column<Vault>[] = [
  { title: 'VAULT', text: ({ name }) => name, style: () => 'bold', minWidth: 12 },
  { title: 'SECRETS', text: ({ secrets }) => secrets, align: 'right' },
  { title: 'ADDRESSES', text: ({ addresses }) => addresses.join(', '), minWidth: 20, wraps: true },
];

export const vaultsView: View<AnswerOf<'vaults', 'list'>> = ({ vaults }, { terminal, wide }) =>
  vaults.length === 0 ? 'no vaults\n' : renderTable(VAULT_COLUMNS, vaults, terminal, wide);

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

type Sandbox = AnswerOf<'sandboxes', 'list'>['sandboxes'][number];

const SANDBOX_COLUMNS: readonly Column<Sandbox>[] = [
  { title: 'ID', text: ({ id }) => id, style: () => 'bold' },
  { title: 'LABEL', text: ({ label }) => label, minWidth: 12 },
  { title: 'EXPIRES UTC', text: ({ expires_at: at }) => tableTime(at) },
];

export const sandboxesView: View<AnswerOf<'sandboxes', 'list'>> = ({ sandboxes }, { terminal, wide }) =>
  sandboxes.length === 0 ? 'no sandboxes\n' : renderTable(SANDBOX_COLUMNS, sandboxes, terminal, wide);

type Host = AnswerOf<'proxy', 'list'>['hosts'][number];

const HOST_COLUMNS: readonly Column<Host>[] = [
  { title: 'HOST', text: ({ host, port }) => `${host}:${port}`, style: () => 'bold', minWidth: 12 },
  { title: 'ROUTE', text: ({ route }) => route },
  { title: 'REQUESTS', text: ({ count }) => count, align: 'right' },
];

export const proxyView: View<AnswerOf<'proxy', 'list'>> = ({ hosts }, { terminal, wide }) =>
  hosts.length === 0 ? 'no host was requested through the proxy\n' : renderTable(HOST_COLUMNS, hosts, terminal, wide);

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
