import { type Detail, nextStep, renderDetails } from '../output/details.ts';
import { type Column, renderTable } from '../output/table.ts';
import { readableTime, tableTime } from '../output/times.ts';
import { warningLines } from './seeds.ts';
import type { AnswerOf, View } from './view.ts';

type Sandbox = AnswerOf<'sandboxes', 'list'>['sandboxes'][number];

const SANDBOX_COLUMNS: readonly Column<Sandbox>[] = [
  { title: 'ID', text: ({ id }) => id, style: () => 'bold' },
  { title: 'LABEL', text: ({ label }) => label, minWidth: 12 },
  { title: 'EXPIRES UTC', text: ({ expires_at: at }) => tableTime(at) },
];

export const sandboxesView: View<AnswerOf<'sandboxes', 'list'>> = ({ sandboxes }, { terminal, wide }) =>
  sandboxes.length === 0
    ? 'no sandboxes: dragoman sandboxes create\n'
    : renderTable(SANDBOX_COLUMNS, sandboxes, terminal, wide);

/** What clients are configured with, by their cloud, and how to go on. */
export const newSandboxView: View<AnswerOf<'sandboxes', 'create'>> = (sandbox, { terminal }) => {
  const { id, label, expires_at: at, credentials, identities = {}, warnings = [] } = sandbox;
  const details: Detail[] = [
    ['id', id, 'bold'],
    ['label', label],
    ['expires', readableTime(at)],
    ...credentialDetails(credentials),
    ...Object.entries(identities).flatMap(([name, own]) => [
      ['identity', name, 'bold'] as const,
      ...credentialDetails(own),
    ]),
  ];
  return (
    renderDetails(details, terminal) +
    warningLines(warnings, terminal) +
    nextStep(`ask about it with: dragoman journal list --sandbox ${id}`, terminal) +
    nextStep(`delete it with: dragoman sandboxes delete ${id}`, terminal)
  );
};

/** Identities with what their clients are configured with. */
export const identitiesView: View<AnswerOf<'identities', 'create'>> = ({ identities, warnings }, { terminal }) =>
  renderDetails(
    Object.entries(identities).flatMap(([name, own]) => [
      ['identity', name, 'bold'] as const,
      ...credentialDetails(own),
    ]),
    terminal,
  ) + warningLines(warnings, terminal);

function credentialDetails(credentials: Readonly<Record<string, Readonly<Record<string, string>>>>): Detail[] {
  return Object.entries(credentials).flatMap(([door, fields]) =>
    Object.entries(fields).map(([name, value]): Detail => [`${door} ${name}`, value]),
  );
}

type HandedOut = AnswerOf<'sandboxes', 'values'>['values'][number];

const HANDED_OUT_COLUMNS: readonly Column<HandedOut>[] = [
  { title: 'OPERATION', text: ({ door, operation }) => `${operation} (${door})` },
  { title: 'FIELD', text: ({ field }) => field },
  { title: 'VALUE', text: ({ value }) => value, minWidth: 12 },
  { title: 'REQUEST', text: ({ request_id: id }) => id },
];

/** Values of data keys, passwords and tokens. */
export const handedOutView: View<AnswerOf<'sandboxes', 'values'>> = async ({ values, more }, { terminal, wide }) => {
  if (values.length === 0) return 'nothing was handed out beside the values of secrets\n';
  const rest = more ? nextStep('there were more than are kept', terminal) : '';
  return (await renderTable(HANDED_OUT_COLUMNS, values, terminal, wide)) + rest;
};

export const sandboxDeletedView: View<AnswerOf<'sandboxes', 'delete'>> = ({ deleted }) =>
  `deleted the sandbox ${deleted} and all that was in it\n`;
