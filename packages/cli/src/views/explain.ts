import type { ControlClient } from '@dragoman/control';

import { renderDetails } from '../output/details.ts';
import { readableTime } from '../output/times.ts';
import { printable, type Terminal } from '../output/terminal.ts';
import type { View } from './view.ts';

type Explanation = Awaited<ReturnType<ControlClient['explain']>>;
type Signature = NonNullable<Explanation['signature']>;
type Difference = NonNullable<Signature['difference']>;

/** How far behind the beginning of a shown line its first difference is, at most: what is before is cut off. */
const MAX_LEAD = 20;

/**
 * A rejection as a compiler would tell it: what is wrong, where, what was sent beside what was expected with the first
 * difference marked, and what to do.
 */
export const explainView: View<Explanation> = (explanation, { terminal }) => {
  const { verdict, remedies, signature, nearest } = explanation;
  const parts = [
    `${terminal.paint(['bold', 'red'], 'rejected')}${terminal.paint('bold', `: ${printable(verdict)}`)}\n`,
    headOf(explanation, terminal),
    signature === null ? '' : signatureText(signature, terminal),
    nearest.length === 0 ? '' : nearestText(nearest, terminal),
    remedies.length === 0
      ? ''
      : section('what to do', remedies.map((remedy) => `  - ${printable(remedy)}\n`).join(''), terminal),
  ];
  return parts.filter((part) => part !== '').join('\n');
};

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

function signatureText({ server, client, difference, tried }: Signature, terminal: Terminal): string {
  const isCanonical = client !== null && client.canonical_request !== server.canonical_request;
  const name =
    isCanonical || (client === null && server.canonical_request !== null) ? 'canonical request' : 'string to sign';
  const expected = name === 'canonical request' ? (server.canonical_request ?? '') : server.string_to_sign;
  const where = difference === null ? '' : `, differs in line ${difference.line}`;
  const title = `the ${name}, as it should have been signed${where}`;
  const note =
    client === null && tried > 0
      ? terminal.paint(
          'dim',
          `  What was signed is not known: none of ${tried} usual mistakes explains the signature.\n`,
        )
      : '';
  return section(title, numbered(expected, difference, terminal) + note, terminal);
}

/** The text with numbers before its lines; below the line that differs what was sent, and a mark under the place. */
function numbered(text: string, difference: Difference | null, terminal: Terminal): string {
  const lines = text.split('\n');
  const width = String(lines.length).length;
  const bar = terminal.paint('dim', '|');
  const margin = ' '.repeat(width);
  return lines
    .map((line, at) => {
      const number = terminal.paint('dim', String(at + 1).padStart(width));
      if (at + 1 !== difference?.line) return `  ${number} ${bar} ${printable(line)}\n`;
      const isTruncated = difference.column - 1 > MAX_LEAD;
      const start = isTruncated ? terminal.paint('dim', '…') : '';
      const expected = terminal.paint('green', printable(difference.server));
      const sent = terminal.paint('red', printable(difference.client));
      const lead = isTruncated ? MAX_LEAD + 1 : difference.column - 1;
      return [
        `  ${number} ${bar} ${start}${expected}  ${terminal.paint('dim', 'expected')}\n`,
        `  ${margin} ${bar} ${start}${sent}  ${terminal.paint('dim', 'sent')}\n`,
        `  ${margin} ${bar} ${' '.repeat(lead)}${terminal.paint(['bold', 'red'], '^ here')}\n`,
      ].join('');
    })
    .join('');
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
