import { writeFileSync } from 'node:fs';

import type { ControlCall } from '@dragoman/control';

import { type Format, formatForPrograms, withoutEmpty } from '../output/formats.ts';
import { terminalOf } from '../output/terminal.ts';
import { type FollowedEvent, printEvents } from './follow.ts';

/** How an answer is to be printed. */
export interface OutputFlags {
  readonly json?: true;
  readonly output?: Format;
  /** Where a file goes; without it to the standard output. */
  readonly file?: string;
}

/** Prints what a call answered, and ends with 1 where it says that something does not hold. */
export async function printAnswer(name: string, call: ControlCall, answer: unknown, flags: OutputFlags): Promise<void> {
  if (call.responseKind === 'bytes') {
    if (flags.file === undefined) process.stdout.write(answer as Uint8Array);
    else writeFileSync(flags.file, answer as Uint8Array, { mode: 0o600 });
    return;
  }
  const format = flags.json === true ? 'json' : (flags.output ?? 'table');
  if (call.responseKind === 'events') {
    await printEvents(answer as AsyncIterable<FollowedEvent>, format);
    return;
  }
  process.stdout.write(await textOf(name, answer, format));
  // What was asked is whether something holds: scripts go by the exit code.
  if (isFailure(answer)) process.exitCode = 1;
}

function isFailure(answer: unknown): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    (('passed' in answer && answer.passed === false) || ('ready' in answer && answer.ready === false))
  );
}

async function textOf(name: string, answer: unknown, format: Format): Promise<string | Uint8Array> {
  if (format !== 'table' && format !== 'wide') return formatForPrograms(answer, format);
  if (typeof answer === 'string') return answer;
  if (isReport(answer)) return `${answer.text}\n`;
  const { viewOf } = await import('../views/index.ts');
  const view = viewOf(name);
  if (view === null) return formatForPrograms(withoutEmpty(answer), 'yaml');
  return view(answer, { terminal: terminalOf(process.stdout), wide: format === 'wide' });
}

/** What was written for people as a whole. */
function isReport(answer: unknown): answer is { readonly text: string } {
  return typeof answer === 'object' && answer !== null && 'text' in answer && typeof answer.text === 'string';
}
