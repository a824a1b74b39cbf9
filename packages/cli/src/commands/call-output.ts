import { writeFileSync } from 'node:fs';

import type { ControlCall } from '@dragoman/control';

import { type Format, formatForPrograms } from '../output/formats.ts';
import { readableBytes } from '../output/times.ts';
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
    writeBytes(answer as Uint8Array, flags.file);
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

function writeBytes(bytes: Uint8Array, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(bytes);
    return;
  }
  writeFileSync(file, bytes, { mode: 0o600 });
  process.stdout.write(`wrote ${file}, ${readableBytes(bytes.length)}\n`);
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
  const { viewOf } = await import('../views/index.ts');
  return viewOf(name)(answer, { terminal: terminalOf(process.stdout), wide: format === 'wide' });
}
