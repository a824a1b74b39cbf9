import { ConfigError } from '@dragoman/input';

import type { LeftOut, RecordedExchange, Recording } from './recording.ts';
import { type RunFacts, RecordingWriter } from './recording-writer.ts';

/** Of the first line of a recording that is being made. */
const LINES_FORMAT = 'dragoman-recording-lines/1';

/** What a line after the first has: an exchange that is new, the number of one that was there, or what was not sent. */
type Line =
  | { readonly exchange: RecordedExchange; readonly sdk: string | null }
  | { readonly step: number; readonly sdk: string | null }
  | { readonly left_out: Omit<LeftOut, 'times'> };

/** The first line of a recording that is written as it comes. */
export function firstLine(facts: RunFacts): string {
  return `${JSON.stringify({ format: LINES_FORMAT, ...facts })}\n`;
}

export function isInLines(text: string): boolean {
  return text.startsWith(`{"format":"${LINES_FORMAT}"`);
}

/**
 * Reads what was written of a run that had no end. Half a line at its end, which a kill leaves, is left out.
 * @param name of the file, for errors @param tell is given the one sentence that says so
 * @throws ConfigError for a line that is damaged
 */
export function readLines(text: string, name: string, tell: (message: string) => void): Recording {
  const lines = text.split('\n');
  const half = lines.pop() ?? '';
  const damaged = (at: number, cause?: unknown): ConfigError =>
    new ConfigError(`${name} is damaged in line ${at + 1}: it is not as dragoman record writes it`, { cause });
  const [facts, ...events] = lines.map((line, at) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      throw damaged(at, error);
    }
  });
  if (facts === undefined) throw damaged(0);
  const writer = new RecordingWriter();
  const exchanges: RecordedExchange[] = [];
  for (const [at, event] of events.entries()) {
    if (!addLine(event as Line, exchanges, writer)) throw damaged(at + 1);
  }
  const cut = half === '' ? '' : '; half a line at its end is left out';
  tell(`${name} has what was recorded until dragoman record was killed${cut}`);
  return writer.recording(facts as RunFacts);
}

/** @returns whether it is such a line; what an exchange has is looked at in the whole recording */
function addLine(line: Line | null, exchanges: RecordedExchange[], writer: RecordingWriter): boolean {
  if (typeof line !== 'object' || line === null) return false;
  if ('left_out' in line) {
    if (typeof (line.left_out as object | null) !== 'object' || (line.left_out as object | null) === null) return false;
    writer.leaveOut(line.left_out);
    return true;
  }
  if ('exchange' in line) exchanges.push(line.exchange);
  const exchange = 'exchange' in line ? line.exchange : exchanges[line.step];
  if (typeof exchange !== 'object') return false;
  writer.add(exchange, line.sdk);
  return true;
}
