import type { ControlClient } from '@dragoman/control';

import { renderDetails } from '../output/details.ts';
import { foldHard, foldWords } from '../output/fold.ts';
import { type Column, renderTable } from '../output/table.ts';
import { printable, type Style, type Terminal } from '../output/terminal.ts';
import type { AnswerOf, View } from './view.ts';

type Door = AnswerOf<'doors', 'list'>['doors'][number];

const DOOR_COLUMNS: readonly Column<Door>[] = [
  { title: 'DOOR', text: ({ name }) => name, style: () => 'bold' },
  { title: 'AUTH', text: ({ auth }) => auth },
  { title: 'OPERATIONS', text: ({ operations }) => operations.length, align: 'right' },
  { title: 'NOT IMPLEMENTED', text: ({ not_implemented: missing }) => missing.length, align: 'right' },
  { title: 'ADDRESSES', text: ({ addresses }) => addresses.join(' '), wraps: true, minWidth: 20 },
];

export const doorsView: View<AnswerOf<'doors', 'list'>> = ({ doors }, { terminal, wide }) =>
  renderTable(DOOR_COLUMNS, doors, terminal, wide);

type Connection = Awaited<ReturnType<ControlClient['connection']>>;

/** Without the keys: they are in `--output json`. */
export const connectionView: View<Connection> = ({ token, https, proxy }, { terminal }) =>
  renderDetails(
    [
      ['control token', token],
      ['https', https],
      ['proxy', proxy],
    ],
    terminal,
  );

/** What each door answers, one after the other. */
export const answersView: View<AnswerOf<'secrets', 'answers'>> = ({ doors }, { terminal }) =>
  doors
    .flatMap(({ door, address, responses }) => [
      terminal.paint('bold', `${door}  ${address ?? 'no address leads to the vault'}`),
      ...responses.flatMap(({ operation, status, body }) => [
        terminal.paint('dim', `${operation} ${status}`),
        ...bodyLines(body, terminal),
      ]),
      '',
    ])
    .join('\n');

/** A body as people read it, where it is JSON; nothing of it is left out. */
function bodyLines(body: string, { columns }: Terminal): string[] {
  return indented(body)
    .split('\n')
    .flatMap((line) => foldHard(printable(line), columns));
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

type Assessed = AnswerOf<'secrets', 'losses'>['targets'][number];

const VERDICT_STYLES: Readonly<Record<string, Style>> = {
  kept: 'green',
  changed: 'cyan',
  lost: 'yellow',
  refused: 'red',
};

/** What becomes of a secret at each cloud, and by which rules. */
export const lossesView: View<AnswerOf<'secrets', 'losses'>> = ({ targets }, { terminal }) =>
  targets.map((target) => assessedText(target, terminal)).join('\n');

function assessedText({ target, verdict, name, findings }: Assessed, terminal: Terminal): string {
  const head = `${terminal.paint('bold', target)}  ${paintVerdict(verdict, terminal)}  ${printable(name)}\n`;
  return head + findings.map((finding) => ruleText(finding, terminal)).join('');
}

const RULE_INDENT = 4;

function ruleText({ rule, verdict, why, propose }: Assessed['findings'][number], terminal: Terminal): string {
  const lines = (text: string): string[] => foldWords(text, terminal.columns - RULE_INDENT);
  const [first, ...further] = lines(`${verdict} ${rule}: ${why}`);
  const head = paintVerdict(verdict, terminal) + (first?.slice(verdict.length) ?? '');
  const proposed = lines(propose).map((line) => terminal.paint('dim', line));
  return [`  ${head}`, ...[...further, ...proposed].map((line) => ' '.repeat(RULE_INDENT) + line), ''].join('\n');
}

function paintVerdict(verdict: string, terminal: Terminal): string {
  const style = VERDICT_STYLES[verdict];
  return style === undefined ? verdict : terminal.paint(style, verdict);
}
