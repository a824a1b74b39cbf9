import type { ControlClient } from '@dragoman/control';

import { renderDetails } from '../output/details.ts';
import { foldWords } from '../output/fold.ts';
import { readableTime } from '../output/times.ts';
import { printable, type Terminal } from '../output/terminal.ts';
import { policyText } from './permissions.ts';
import { signedText } from './signed-text.ts';
import type { View } from './view.ts';

type Explanation = Awaited<ReturnType<ControlClient['explain']>>;
type Signature = NonNullable<Explanation['signature']>;

/**
 * A rejection as a compiler would tell it: what is wrong, where, what was sent beside what was expected with the first
 * difference marked, and what to do.
 */
export const explainView: View<Explanation> = (explanation, { terminal }) => {
  const { verdict, remedies, signature, nearest, least } = explanation;
  const parts = [
    verdictText(verdict, terminal),
    headOf(explanation, terminal),
    signature === null ? '' : signatureText(signature, terminal),
    nearest.length === 0 ? '' : nearestText(nearest, terminal),
    remedies.length === 0
      ? ''
      : section('what to do', remedies.map((remedy) => itemText(remedy, terminal)).join(''), terminal),
    least === null ? '' : section('the least policy', policyText(least), terminal),
  ];
  return parts.filter((part) => part !== '').join('\n');
};

const REJECTED = 'rejected';

function verdictText(verdict: string, terminal: Terminal): string {
  const [first = '', ...rest] = foldWords(`${REJECTED}: ${printable(verdict)}`, terminal.columns);
  const lines = [first.slice(REJECTED.length), ...rest].map((line) => terminal.paint('bold', line));
  return `${terminal.paint(['bold', 'red'], REJECTED)}${lines.join('\n')}\n`;
}

const BULLET = '  - ';

function itemText(text: string, { columns }: Terminal): string {
  const lines = foldWords(printable(text), columns - BULLET.length);
  return lines.map((line, at) => `${at === 0 ? BULLET : ' '.repeat(BULLET.length)}${line}\n`).join('');
}

function headOf({ entry, signature }: Explanation, terminal: Terminal): string {
  const what = [entry.door ?? 'no door', entry.operation ?? `${entry.method} ${entry.path ?? ''}`, entry.resource];
  return indent(
    renderDetails(
      [
        ['request', what.filter((part) => part !== null).join(' ')],
        ['id', entry.request_id],
        ['at', readableTime(entry.time)],
        ['answered', [...new Set([String(entry.status), entry.code ?? ''])].join(' ').trim()],
        ['key', signature?.key_id ?? entry.presented?.id ?? null],
        ['identity', signature?.identity ?? entry.identity?.id ?? null],
        ['scheme', signature?.scheme ?? null],
      ],
      terminal,
    ),
  );
}

function signatureText(signature: Signature, terminal: Terminal): string {
  const { title, body } = signedText(signature, terminal);
  return section(title, body, terminal);
}

function nearestText(nearest: Explanation['nearest'], terminal: Terminal): string {
  const lines = nearest.map(
    ({ operation, call, differs }) => `  ${terminal.paint('bold', operation)}  ${call}\n    ${differsText(differs)}\n`,
  );
  return section('it may have meant', lines.join(''), terminal);
}

/** How many differences of an operation are told. */
const MAX_DIFFERENCES = 3;

function differsText(differs: readonly string[]): string {
  const rest = differs.length - MAX_DIFFERENCES;
  return differs.slice(0, MAX_DIFFERENCES).join(', ') + (rest > 0 ? `, and ${rest} more` : '');
}

function section(title: string, body: string, terminal: Terminal): string {
  return `${terminal.paint('cyan', title)}\n${body}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
