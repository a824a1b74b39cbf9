import type { Format } from '../output/formats.ts';
import { type OutputStream, terminalOf } from '../output/terminal.ts';
import type { AnswerOf } from '../views/view.ts';

/** What `journal follow` is told: a request, or how many it missed. */
export type FollowedEvent = { readonly entry: AnswerOf<'journal', 'get'> } | { readonly dropped: number };

/** Prints what comes, a line each, until there is no more. */
export async function printEvents(
  events: AsyncIterable<FollowedEvent>,
  format: Format,
  stream: OutputStream = process.stdout,
): Promise<void> {
  if (format === 'table' || format === 'wide') return printTable(events, format === 'wide', stream);
  const { formatForPrograms } = await import('../output/formats.ts');
  for await (const event of events)
    stream.write(format === 'yaml' ? `---\n${await formatForPrograms(event, 'yaml')}` : `${JSON.stringify(event)}\n`);
}

async function printTable(events: AsyncIterable<FollowedEvent>, wide: boolean, stream: OutputStream): Promise<void> {
  const { journalFollowLayout } = await import('../views/journal.ts');
  const terminal = terminalOf(stream);
  const { titles, linesOf } = await journalFollowLayout({ terminal, wide });
  stream.write(`${titles}\n`);
  for await (const event of events) {
    const line = 'entry' in event ? linesOf([event.entry]).join('') : `(${event.dropped} requests were dropped)`;
    stream.write(`${line}\n`);
  }
}
