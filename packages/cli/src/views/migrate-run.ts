import type { ProbeFinding, Rehearsal, SentCall, UndoneSecret, VerifiedSecret } from '@dragoman/migrate';

import { type Column, renderTable } from '../output/table.ts';
import { printable, type Terminal } from '../output/terminal.ts';

const VERIFIED: readonly Column<VerifiedSecret>[] = [
  { title: 'NAME', text: ({ from }) => from, minWidth: 12 },
  { title: 'NEW NAME', text: ({ to }) => to, minWidth: 12 },
  {
    title: 'RESULT',
    text: ({ comparison }) => comparison,
    style: ({ comparison }) => (comparison === 'equal' ? 'green' : 'yellow'),
  },
  {
    title: 'DIFFERENCES',
    text: ({ differences }) => differences.map(({ part, comparison }) => `${part} ${comparison}`).join(', '),
    minWidth: 16,
    wraps: true,
  },
];

const FINGERPRINTS: Column<VerifiedSecret> = {
  title: 'FINGERPRINTS',
  text: ({ fingerprints }) =>
    fingerprints.map(({ version, source, target }) => `${version} ${source} ${target}`).join(', '),
  minWidth: 16,
  wraps: true,
};

const UNDONE: readonly Column<UndoneSecret>[] = [
  { title: 'NAME', text: ({ name }) => name, minWidth: 12 },
  { title: 'ID', text: ({ targetId }) => targetId ?? '' },
  { title: 'OUTCOME', text: ({ outcome }) => outcome },
  {
    title: 'WHY',
    text: ({ why, version }) => why ?? (version === undefined ? '' : `version ${version} stays`),
    minWidth: 16,
    wraps: true,
  },
];

const PROBED: readonly Column<ProbeFinding>[] = [
  { title: 'QUESTION', text: ({ question }) => question, minWidth: 16, wraps: true },
  { title: 'TAKEN', text: ({ isTaken }) => (isTaken ? 'yes' : 'no') },
  { title: 'CODE', text: ({ code }) => code ?? '' },
  { title: 'WHAT TO TELL A PLAN', text: ({ advice }) => advice, minWidth: 16, wraps: true },
];

/** Secrets that were compared, and how many of them are as they are to be. */
export async function verifiedTable(
  secrets: readonly VerifiedSecret[],
  withFingerprints: boolean,
  terminal: Terminal,
): Promise<string> {
  const columns = withFingerprints ? [...VERIFIED, FINGERPRINTS] : VERIFIED;
  const equal = secrets.filter(({ comparison }) => comparison === 'equal').length;
  return `${equal} of ${secrets.length} secrets are equal\n\n${await renderTable(columns, secrets, terminal, false)}`;
}

/** What became of secrets that were taken back. */
export async function undoneTable(secrets: readonly UndoneSecret[], terminal: Terminal): Promise<string> {
  return renderTable(UNDONE, secrets, terminal, false);
}

/** What a service told of limits on which its documents disagree. */
export async function probeTable(findings: readonly ProbeFinding[], terminal: Terminal): Promise<string> {
  return renderTable(PROBED, findings, terminal, false);
}

/** A rehearsal and what the command in it came to. */
export interface RehearsalResult extends Rehearsal {
  /** `null` without a command. */
  readonly commandCode: number | null;
  /** Whether the state was again as before; `null` where the target deletes nothing. */
  readonly isAsBefore: boolean | null;
  /** Calls of an application that were sent; `null` where none were to be. */
  readonly replayed: readonly SentCall[] | null;
}

/** What a rehearsal showed, a line for each part of it and each problem. */
export function rehearsalText(
  { applied, isKilled, verified, undone, commandCode, isAsBefore, replayed }: RehearsalResult,
  terminal: Terminal,
): string {
  const { done, failures, left } = applied;
  const equal = verified.filter(({ comparison }) => comparison === 'equal').length;
  const remaining = undone.filter(({ outcome }) => outcome !== 'deleted').length;
  const lines = [
    `${done} of ${done + failures.length + left} secrets were written${isKilled ? ', in two runs' : ''}`,
    ...failures.map(({ secret, step, problem }) =>
      terminal.paint('red', `${printable(secret)} stopped at ${step}: ${printable(problem)}`),
    ),
    `${equal} of ${verified.length} are equal`,
    ...verified.flatMap(({ from, differences }) =>
      differences.map(({ part, comparison }) => `${printable(from)}: ${printable(part)} ${comparison}`),
    ),
    ...(replayed === null ? [] : replayLines(replayed, terminal)),
    ...(commandCode === null ? [] : [`the command exited ${commandCode}`]),
    `${undone.length - remaining} were taken back, ${remaining} remain`,
    ...(isAsBefore === null ? [] : [`the target is ${isAsBefore ? '' : 'not '}as before`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function replayLines(replayed: readonly SentCall[], terminal: Terminal): string[] {
  const count = (wanted: SentCall['outcome']): number => replayed.filter(({ outcome }) => outcome === wanted).length;
  return [
    `${count('alike')} calls of the application answer alike, ${count('differs')} differ, ` +
      `${count('not-sent')} are not sent`,
    ...replayed
      .filter(({ outcome }) => outcome === 'differs')
      .map(({ sequence, operation, name, why }) =>
        terminal.paint('red', `#${sequence} ${operation} ${printable(name ?? '')}: ${printable(why ?? '')}`),
      ),
  ];
}
