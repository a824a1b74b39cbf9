import type { Message } from '@dragoman/messages';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

import type { CustomerKey, DialectRecord, IdentityImage, KeyAlias, SecretImage, StateImage } from '@dragoman/core';
import { schemaCompiler } from '@dragoman/protocol-kit';

import { SNAPSHOT_MESSAGES } from './messages.ts';
import { RECORDS, type SnapshotRecord } from './records.ts';
import { SnapshotError } from './snapshot-error.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** How many records are worked on before others get their turn. */
const BATCH = 500;
/** How deep a record may be nested; dialects need a tenth of it. */
const MAX_DEPTH = 100;
const NEWLINE = 10;

const compile = schemaCompiler();
const CHECKS = Object.entries(RECORDS).map(([kind, schema]) => [kind, compile(schema)] as const);

/**
 * The image as lines of JSON, one record a line, compressed.
 * @param limit how many bytes the lines may have
 * @throws SnapshotError `snapshot-too-large`, `state-unfit`
 */
export async function encodeImage(image: StateImage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    const chunk = Buffer.from(lines.join(''));
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
    lines = [];
    await setImmediate();
  };
  for (const record of recordsOf(image)) {
    rejectInvalidRecord(record);
    lines.push(`${JSON.stringify(record)}\n`);
    if (lines.length >= BATCH) await flush();
  }
  await flush();
  return compress(Buffer.concat(chunks), { level: 1 });
}

/**
 * The image that {@link encodeImage} was given.
 * @param limit how many bytes the lines may have, unpacked
 * @throws SnapshotError `snapshot-too-large`, `snapshot-damaged` for anything that is no image
 */
export async function decodeImage(bytes: Uint8Array, limit: number): Promise<StateImage> {
  const content = await decompress(bytes, { maxOutputLength: limit }).catch((cause: unknown) => {
    throw (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? tooLarge(limit)
      : damaged(SNAPSHOT_MESSAGES.contentPacked, cause);
  });
  const image = {
    secrets: [] as SecretImage[],
    keys: [] as CustomerKey[],
    aliases: [] as KeyAlias[],
    identities: [] as IdentityImage[],
    resources: [] as DialectRecord[],
  };
  let start = 0;
  for (let line = 1; start < content.length; line += 1) {
    const end = content.indexOf(NEWLINE, start);
    if (end === -1) throw damaged(SNAPSHOT_MESSAGES.lineCut({ line }));
    add(image, recordIn(content.toString('utf8', start, end), line));
    start = end + 1;
    if (line % BATCH === 0) await setImmediate();
  }
  return image;
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

function* recordsOf(image: StateImage): Generator<SnapshotRecord> {
  for (const key of image.keys) yield { key } as SnapshotRecord;
  for (const alias of image.aliases) yield { alias };
  for (const { secret, values } of image.secrets) {
    yield {
      secret,
      values: values.map(({ versionId, bytes }) => ({ versionId, bytes: toBase64(bytes) })),
    } as SnapshotRecord;
  }
  for (const { identity, accessCredentials } of image.identities) {
    const plain = accessCredentials.map(({ kind, lookup, sealedSecret, expiresAt, attributes }) => ({
      kind,
      lookup,
      sealedSecret: sealedSecret === null ? null : toBase64(sealedSecret),
      expiresAt,
      attributes,
    }));
    yield { identity, accessCredentials: plain } as SnapshotRecord;
  }
  for (const resource of image.resources) yield { resource };
}

/** What would be rejected on the way back must not go out. */
function rejectInvalidRecord(record: SnapshotRecord): void {
  try {
    checkRecord(record);
  } catch (error) {
    throw new SnapshotError('state-unfit', SNAPSHOT_MESSAGES.invalidState({ keys: Object.keys(record)[0] ?? '' }), {
      cause: error,
    });
  }
}

function recordIn(text: string, line: number): SnapshotRecord {
  try {
    const record: unknown = JSON.parse(text);
    checkRecord(record);
    return record;
  } catch (error) {
    throw damaged(SNAPSHOT_MESSAGES.lineNoRecord({ line }), error);
  }
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

function add(image: { [Part in keyof StateImage]: StateImage[Part][number][] }, record: SnapshotRecord): void {
  if ('key' in record) image.keys.push(record.key);
  else if ('alias' in record) image.aliases.push(record.alias);
  else if ('secret' in record)
    image.secrets.push({
      secret: record.secret,
      values: record.values.map(({ versionId, bytes }) => ({ versionId, bytes: fromBase64(bytes) })),
    });
  else if ('resource' in record) image.resources.push(record.resource);
  else
    image.identities.push({
      identity: record.identity,
      accessCredentials: record.accessCredentials.map((accessCredential) => ({
        ...accessCredential,
        identityId: record.identity.id,
        sealedSecret: accessCredential.sealedSecret === null ? null : fromBase64(accessCredential.sealedSecret),
      })),
    });
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
