import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, type Gzip } from 'node:zlib';

import type { StateRecord, StateStore } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { schemaCompiler } from '@dragoman/protocol-kit';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { RECORDS, type SnapshotRecord } from './records.ts';
import { SnapshotError } from './snapshot-error.ts';

/** How deep a record may be nested; dialects need a tenth of it. */
const MAX_DEPTH = 100;
/** The longest line, in bytes: a hundred times what a secret with all its versions takes. */
const MAX_LINE_BYTES = 128 * 2 ** 20;
/** As much is unpacked at a time. */
const UNPACKED_CHUNK_BYTES = 64 * 2 ** 10;
const NEWLINE = 10;

const compile = schemaCompiler();
const CHECKS = Object.entries(RECORDS).map(([kind, schema]) => [kind, compile(schema)] as const);

/**
 * The records as lines of JSON, one record a line, compressed; no more is held than some of them.
 * @param limit how many bytes the lines may have
 * @param write takes what is compressed, piece by piece
 * @throws SnapshotError `snapshot-too-large`, `state-unfit`
 */
export async function encodeRecords(
  read: StateStore['read'],
  limit: number,
  write: (chunk: Buffer) => Promise<void>,
): Promise<void> {
  const gzip = createGzip({ level: 1 });
  const written = writeAll(gzip, write);
  // Looked at below, once there is no more to come.
  written.catch(() => undefined);
  let size = 0;
  try {
    await read(async (records) => {
      const lines = Buffer.from(records.map((record) => `${lineOf(record)}\n`).join(''));
      size += lines.length;
      if (size > limit) throw tooLarge(limit);
      if (!gzip.write(lines)) await Promise.race([once(gzip, 'drain'), written]);
      await setImmediate();
    });
    gzip.end();
  } catch (error) {
    gzip.destroy(error as Error);
  }
  await written;
}

async function writeAll(gzip: Gzip, write: (chunk: Buffer) => Promise<void>): Promise<void> {
  for await (const chunk of gzip) await write(chunk as Buffer);
}

/**
 * Visits the records that {@link encodeRecords} wrote, as lines, some at a time.
 * @param limit how many bytes the lines may have, unpacked
 * @throws SnapshotError `snapshot-too-large`, `snapshot-damaged` for anything that is no record
 */
export async function decodeRecords(
  packed: AsyncIterable<Buffer>,
  limit: number,
  visit: (records: readonly ReadLine[]) => Promise<void>,
): Promise<void> {
  const unpack = createGunzip({ chunkSize: UNPACKED_CHUNK_BYTES });
  await pipeline(packed, unpack, async (chunks: AsyncIterable<Buffer>) => {
    for await (const lines of linesOf(chunks, limit)) await visit(lines);
  }).catch((cause: unknown) => {
    throw String((cause as NodeJS.ErrnoException).code).startsWith('Z_')
      ? damaged(SNAPSHOT_MESSAGES.contentPacked, cause)
      : cause;
  });
}

/** A line of a snapshot, without its end, and the record in it. */
export interface ReadLine {
  readonly text: string;
  readonly record: StateRecord;
}

async function* linesOf(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<ReadLine[]> {
  let size = 0;
  let count = 0;
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    rest.push(chunk);
    restBytes += chunk.length;
    if (restBytes > MAX_LINE_BYTES) throw damaged(SNAPSHOT_MESSAGES.lineNoRecord({ line: count + 1 }));
    if (!chunk.includes(NEWLINE)) continue;
    const bytes = Buffer.concat(rest);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rest = [bytes.subarray(end)];
    restBytes = bytes.length - end;
    const texts = bytes.toString('utf8', 0, end - 1).split('\n');
    yield texts.map((text) => ({ text, record: recordIn(text, (count += 1)) }));
  }
  if (restBytes > 0) throw damaged(SNAPSHOT_MESSAGES.lineCut({ line: count + 1 }));
}

/** @param what is wrong, in some words */
export function damaged(what: Message, cause?: unknown): SnapshotError {
  return new SnapshotError('snapshot-damaged', SNAPSHOT_MESSAGES.damaged({ what }), {
    cause,
  });
}

function tooLarge(limit: number): SnapshotError {
  return new SnapshotError('snapshot-too-large', SNAPSHOT_MESSAGES.stateTooLarge({ limit }));
}

/** One record as JSON. @throws SnapshotError `state-unfit`: what would be rejected on the way back must not go out */
export function lineOf(record: StateRecord): string {
  const written = plainRecord(record);
  rejectInvalidRecord(written);
  return JSON.stringify(written);
}

function plainRecord(record: StateRecord): SnapshotRecord {
  if ('secret' in record)
    return {
      secret: record.secret,
      values: record.values.map(({ versionId, bytes }) => ({ versionId, bytes: toBase64(bytes) })),
    } as SnapshotRecord;
  if (!('identity' in record)) return record as SnapshotRecord;
  const accessCredentials = record.accessCredentials.map(({ kind, lookup, sealedSecret, expiresAt, attributes }) => ({
    kind,
    lookup,
    sealedSecret: sealedSecret === null ? null : toBase64(sealedSecret),
    expiresAt,
    attributes,
  }));
  return { identity: record.identity, accessCredentials } as SnapshotRecord;
}

function rejectInvalidRecord(record: SnapshotRecord): void {
  try {
    checkRecord(record);
  } catch (error) {
    throw new SnapshotError('state-unfit', SNAPSHOT_MESSAGES.invalidState({ keys: Object.keys(record)[0] ?? '' }), {
      cause: error,
    });
  }
}

function recordIn(text: string, line: number): StateRecord {
  try {
    const record: unknown = JSON.parse(text);
    checkRecord(record);
    return stateRecord(record);
  } catch (error) {
    throw damaged(SNAPSHOT_MESSAGES.lineNoRecord({ line }), error);
  }
}

/** The record in a line that was read before. */
export function knownRecord(text: string): StateRecord {
  return stateRecord(JSON.parse(text) as SnapshotRecord);
}

/** @throws Error */
function checkRecord(record: unknown): asserts record is SnapshotRecord {
  checkNesting(record, MAX_DEPTH);
  const kind = typeof record === 'object' && record !== null ? Object.keys(record)[0] : undefined;
  const check = CHECKS.find(([known]) => known === kind)?.[1];
  if (check === undefined) throw new Error('it is of no known kind');
  check(record);
}

/** Nothing in it may pass for the prototype of an object, or be nested so deep that what walks through it fails. */
function checkNesting(part: unknown, depth: number): void {
  if (typeof part !== 'object' || part === null) return;
  if (depth === 0) throw new Error('it is nested too deep');
  if (Object.hasOwn(part, '__proto__')) throw new Error('it has a member called __proto__');
  for (const member of Object.values(part)) checkNesting(member, depth - 1);
}

function stateRecord(record: SnapshotRecord): StateRecord {
  if ('secret' in record)
    return {
      secret: record.secret,
      values: record.values.map(({ versionId, bytes }) => ({ versionId, bytes: fromBase64(bytes) })),
    };
  if (!('identity' in record)) return record;
  return {
    identity: record.identity,
    accessCredentials: record.accessCredentials.map((accessCredential) => ({
      ...accessCredential,
      identityId: record.identity.id,
      sealedSecret: accessCredential.sealedSecret === null ? null : fromBase64(accessCredential.sealedSecret),
    })),
  };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
