import type { ControlClient } from '@dragoman/control';

import { foldHard } from '../output/fold.ts';
import { printable, type Terminal } from '../output/terminal.ts';

type Signature = NonNullable<Awaited<ReturnType<ControlClient['explain']>>['signature']>;
type Difference = NonNullable<Signature['difference']>;

/** What the two sides of a difference are called, behind their lines. */
const EXPECTED = '  expected';
const SENT = '  sent';

/** How far behind the beginning of a line its difference is, at most: what is before is not in the explanation. */
const MAX_LEAD = 20;

/** The text that both sides sign: its name, and its lines with what was sent below the first that differs. */
export function signedText(
  signature: Signature,
  terminal: Terminal,
): { readonly title: string; readonly body: string } {
  const { server, client, difference, tried } = signature;
  const isCanonical = client === null || client.canonical_request !== server.canonical_request;
  const canonical = isCanonical ? server.canonical_request : null;
  const name = canonical === null ? 'string to sign' : 'canonical request';
  const where = difference === null ? '' : `, differs in line ${difference.line}`;
  const isUnknown = client === null && tried > 0;
  const note = `  What was signed is not known: none of ${tried} usual mistakes explains it.`;
  return {
    title: `the ${name}, as it should have been signed${where}`,
    body:
      numbered(canonical ?? server.string_to_sign, difference, terminal) +
      (isUnknown ? `${terminal.paint('dim', note)}\n` : ''),
  };
}

function numbered(text: string, difference: Difference | null, terminal: Terminal): string {
  const lines = text.split('\n');
  const margin = String(lines.length).length;
  const bar = terminal.paint('dim', '|');
  const width = terminal.columns - margin - '   | '.length;
  return lines
    .flatMap((line, at) => {
      const rows = at + 1 === difference?.line ? marked(difference, width, terminal) : foldHard(printable(line), width);
      return rows.map((row, part) => {
        const number = (part === 0 ? String(at + 1) : '').padStart(margin);
        return `  ${terminal.paint('dim', number)} ${bar} ${row}\n`;
      });
    })
    .join('');
}

/** Both sides of a line around the first place in which they differ, and a mark under it. */
function marked({ column, server, client }: Difference, width: number, terminal: Terminal): string[] {
  const paint: Terminal['paint'] = (style, text) => terminal.paint(style, text);
  const isTruncated = column - 1 > MAX_LEAD;
  const start = isTruncated ? paint('dim', '…') : '';
  const room = width - EXPECTED.length - (isTruncated ? 1 : 0);
  const side = (text: string): string => printable(text).slice(0, room);
  const lead = isTruncated ? MAX_LEAD + 1 : column - 1;
  return [
    `${start}${paint('green', side(server))}${paint('dim', EXPECTED)}`,
    `${start}${paint('red', side(client))}${paint('dim', SENT)}`,
    `${' '.repeat(lead)}${paint(['bold', 'red'], '^ here')}`,
  ];
}
