import { messagesOf } from './messages/messages.ts';
import type { Report } from './report.ts';

/** The report as plain text: the totals, a line for each secret, then what can be done and for how many. */
export function textOf({ language, headline, notes, rows, proposals }: Report): string {
  const { verdicts, settles } = messagesOf(language);
  return [
    headline,
    ...notes,
    '',
    ...rows.map(({ name, target, verdict, rules }) =>
      [`${oneLine(name)} → ${oneLine(target)}`, verdicts[verdict], rules.join(', ')].join('  ').trimEnd(),
    ),
    ...(proposals.length > 0 ? [''] : []),
    ...proposals.map(({ rule, secrets, propose }) => `${rule}  ${settles(secrets)}  ${propose}`),
    '',
  ].join('\n');
}

function oneLine(name: string): string {
  return name.replace(/\s+/g, ' ');
}
