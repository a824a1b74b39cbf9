import { createWriteStream, renameSync, rmSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';

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
    const { bytes } = answer as WrittenFile;
    if (flags.file !== undefined) process.stdout.write(`wrote ${flags.file}, ${readableBytes(bytes)}\n`);
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

/** How long a file was that went where the flags say. */
interface WrittenFile {
  readonly bytes: number;
}

/** Writes a file that comes in pieces, for its owner alone. Under the path there is all of it, or what was there. */
export async function writeFileOf(chunks: AsyncIterable<Uint8Array>, path: string | undefined): Promise<WrittenFile> {
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  if (path === undefined) {
    await pipeline(counted, process.stdout, { end: false });
    return { bytes };
  }
  // What is no plain file, a pipe say, takes the pieces as they come.
  const isPlain = statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  const aside = isPlain ? `${path}.part` : path;
  try {
    await pipeline(counted, createWriteStream(aside, { mode: 0o600 }));
    if (isPlain) renameSync(aside, path);
  } catch (error) {
    if (isPlain) rmSync(aside, { force: true });
    throw error;
  }
  return { bytes };
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
