import { createHash, type Hash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import { KEY_BYTES, newKey, resealRecord, Sealer, type StateRecord, type StateStore } from '@dragoman/core';
import { schemaCompiler } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { damaged, decodeRecords, encodeRecords, knownRecord, lineOf } from './record-codec.ts';
import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';
import type { Spool } from './spool.ts';
import { allOf, type StoredBytes } from './stored-bytes.ts';

/**
 * A snapshot is written and read as a stream, the same in the data directory and as a file that is carried elsewhere:
 *
 *     dragoman-state 1\n        the format
 *     {header}\n                 who made it, when, what it is sealed by
 *     records                    see record-codec.ts
 *     seal                       28 bytes: what comes before, sealed
 *     checksum                   32 bytes: SHA-256 of everything before
 *
 * What is secret in it stays sealed: by the root key of the installation that made it, which alone can open it, or by a
 * key that scrypt makes of a passphrase, for another installation. Names, descriptions, tags and the like can be read
 * without either.
 */
const MAGIC = 'dragoman-state ';
const FORMAT = 1;
const SEAL_BYTES = 28;
const CHECKSUM_BYTES = 32;
const HEADER_BYTES = 1_024;
const NEWLINE = 10;

/** What scrypt costs: 32 MiB and some tenths of a second. OWASP names these numbers among the equivalent ones. */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 2 ** 26 } as const;
const PASSPHRASE = { min: 8, max: 1_024 } as const;

/** How large a snapshot may be, packed and unpacked. */
export interface SnapshotLimits {
  readonly fileBytes: number;
  readonly contentBytes: number;
}

export const SNAPSHOT_LIMITS: SnapshotLimits = { fileBytes: 4 * 2 ** 30, contentBytes: 16 * 2 ** 30 };

const headerSchema = Type.Object(
  {
    /** Of the Dragoman that made it. */
    version: Type.String({ maxLength: 100 }),
    /** ISO 8601. */
    created_at: Type.String({ maxLength: 30 }),
    sealed_by: Type.Union([Type.Literal('root-key'), Type.Literal('passphrase')]),
    /** For scrypt, in Base64. */
    salt: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
const checkHeader = schemaCompiler()(headerSchema);

/** What can be read of a snapshot without any key. */
export type SnapshotHeader = Static<typeof headerSchema>;

/** What a snapshot is made with. */
export interface SnapshotOrigin {
  /** Of the installation. */
  readonly sealer: Sealer;
  /** For another installation; `null` keeps it for this one. 8 to 1,024 characters. */
  readonly passphrase: string | null;
  /** Of Dragoman. */
  readonly version: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
}

/**
 * Writes what a store holds, record by record.
 * @param into nothing; what it then holds is of no use where this throws
 * @throws SnapshotError `passphrase-unfit`, `snapshot-too-large`, `state-unfit`, `no-room`
 */
export async function writeSnapshot(
  read: StateStore['read'],
  origin: SnapshotOrigin,
  into: Pick<Spool, 'write'>,
  limits = SNAPSHOT_LIMITS,
): Promise<void> {
  const { sealer, passphrase, version } = origin;
  const salt = passphrase === null ? null : newKey();
  const owner = passphrase === null || salt === null ? sealer : await sealerOf(passphrase, salt);
  const header: SnapshotHeader = {
    version,
    created_at: new Date(origin.createdAt).toISOString(),
    ...(salt === null ? { sealed_by: 'root-key' } : { sealed_by: 'passphrase', salt: salt.toString('base64') }),
  };
  const digest = createHash('sha256');
  const write = async (bytes: Buffer): Promise<void> => {
    digest.update(bytes);
    await into.write(bytes);
  };
  await write(Buffer.from(`${MAGIC}${FORMAT}\n${JSON.stringify(header)}\n`));
  await encodeRecords(owner === sealer ? read : resealing(read, sealer, owner), limits.contentBytes, write);
  await write(Buffer.from(owner.sealText(sealContext(digest.copy()), ''), 'base64'));
  await into.write(digest.digest());
}

function resealing(read: StateStore['read'], from: Sealer, to: Sealer): StateStore['read'] {
  return (visit) => read((records) => visit(records.map((record) => resealRecord(record, from, to))));
}

/** The records of a snapshot, all of them read and put aside. Who opened it closes it. */
export interface OpenedSnapshot {
  /** Sealed by the root key of this installation. */
  readonly records: Iterable<StateRecord>;
  close(): Promise<void>;
}

/** What a snapshot is opened by. */
export interface SnapshotReader extends Pick<SnapshotOrigin, 'sealer' | 'passphrase'> {
  /** Puts bytes aside, at most so many. */
  readonly spool: (maxBytes: number, tooLarge: () => Error) => Spool;
}

/**
 * Looks at all of a snapshot, to the last byte and record, before it hands out anything of it. First comes the proof
 * that it is whole and who made it, then what is in it.
 * @param by the sealer of this installation, and the passphrase where the snapshot was sealed by one
 * @throws SnapshotError `snapshot-too-large`, `snapshot-damaged`, `snapshot-newer`, `passphrase-unfit`,
 * `passphrase-wrong`, `snapshot-foreign`, `no-room`
 */
export async function openSnapshot(
  bytes: StoredBytes,
  by: SnapshotReader,
  limits = SNAPSHOT_LIMITS,
): Promise<OpenedSnapshot> {
  if (bytes.size > limits.fileBytes) throw fileTooLarge(limits);
  const head = await allOf(bytes, 0, SNAPSHOT_HEAD_BYTES);
  const start = startOf(head);
  const end = Math.max(start, bytes.size - CHECKSUM_BYTES - SEAL_BYTES);
  const content = await verified(bytes, end);
  const { header, length } = headerIn(head.subarray(start, end));
  const owner = await ownerOf(header, by);
  if (!isSealedBy(owner, content)) throw notTheirs(header);
  const staged = by.spool(limits.contentBytes, () => fileTooLarge(limits));
  try {
    await decodeRecords(bytes.chunks(start + length, end), limits.contentBytes, async (lines) => {
      const texts = lines.map(({ text, record }) => (owner === by.sealer ? text : resealedLine(record, owner, by)));
      await staged.write(Buffer.from(texts.map((text) => `${text}\n`).join('')));
    });
  } catch (error) {
    await staged.close();
    throw error;
  }
  return { records: { [Symbol.iterator]: () => recordsIn(staged) }, close: () => staged.close() };
}

function* recordsIn(staged: Spool): Generator<StateRecord> {
  for (const line of staged.lines()) yield knownRecord(line);
}

/** What a seal is over, and the seal. */
interface SealedContent {
  readonly digest: Hash;
  readonly seal: Buffer;
}

/** @param end of what is sealed @throws SnapshotError where the checksum does not fit */
async function verified(bytes: StoredBytes, end: number): Promise<SealedContent> {
  const digest = createHash('sha256');
  for await (const chunk of bytes.chunks(0, end)) digest.update(chunk);
  const content = digest.copy();
  const rest = await allOf(bytes, end);
  const seal = rest.subarray(0, -CHECKSUM_BYTES);
  if (!digest.update(seal).digest().equals(rest.subarray(-CHECKSUM_BYTES)))
    throw damaged(SNAPSHOT_MESSAGES.wrongChecksum);
  return { digest: content, seal };
}

function resealedLine(record: StateRecord, owner: Sealer, { sealer }: SnapshotReader): string {
  try {
    return lineOf(resealRecord(record, owner, sealer));
  } catch (error) {
    throw damaged(SNAPSHOT_MESSAGES.otherKeyInside, error);
  }
}

/** What the snapshot says of itself, unverified. @throws SnapshotError `snapshot-damaged`, `snapshot-newer` */
export function snapshotHeader(bytes: Buffer): SnapshotHeader {
  return headerIn(bytes.subarray(startOf(bytes))).header;
}

/** The longest beginning of a snapshot that has its whole header. */
export const SNAPSHOT_HEAD_BYTES = MAGIC.length + 20 + HEADER_BYTES;

/** Where the header begins. */
function startOf(bytes: Buffer): number {
  const line = /^dragoman-state ([1-9]\d{0,8})\n/.exec(bytes.toString('latin1', 0, MAGIC.length + 10));
  if (line === null) throw damaged(SNAPSHOT_MESSAGES.oddBeginning);
  if (Number(line[1]) !== FORMAT) {
    throw new SnapshotError('snapshot-newer', SNAPSHOT_MESSAGES.newer({ line: line[1] ?? '', format: FORMAT }));
  }
  return line[0].length;
}

/** @param bytes from where the header begins */
function headerIn(bytes: Buffer): { readonly header: SnapshotHeader; readonly length: number } {
  const end = bytes.subarray(0, HEADER_BYTES).indexOf(NEWLINE);
  if (end === -1) throw damaged(SNAPSHOT_MESSAGES.noHeader);
  try {
    const header: unknown = JSON.parse(bytes.toString('utf8', 0, end));
    checkHeader(header);
    return { header: header as SnapshotHeader, length: end + 1 };
  } catch (error) {
    throw damaged(SNAPSHOT_MESSAGES.headerUnreadable, error);
  }
}

async function ownerOf(
  { sealed_by: sealedBy, salt }: SnapshotHeader,
  { sealer, passphrase }: Pick<SnapshotOrigin, 'sealer' | 'passphrase'>,
): Promise<Sealer> {
  if (sealedBy === 'passphrase') {
    if (passphrase === null) throw new SnapshotError('passphrase-unfit', SNAPSHOT_MESSAGES.passphraseMissing);
    return sealerOf(passphrase, Buffer.from(salt ?? '', 'base64'));
  }
  if (passphrase !== null) throw new SnapshotError('passphrase-unfit', SNAPSHOT_MESSAGES.passphraseTooMuch);
  return sealer;
}

async function sealerOf(passphrase: string, salt: Uint8Array): Promise<Sealer> {
  if (passphrase.length < PASSPHRASE.min || passphrase.length > PASSPHRASE.max) {
    throw new SnapshotError(
      'passphrase-unfit',
      SNAPSHOT_MESSAGES.passphraseLength({ min: PASSPHRASE.min, max: PASSPHRASE.max }),
    );
  }
  return new Sealer(
    await (
      promisify(scrypt) as (password: string, salt: Uint8Array, length: number, options: object) => Promise<Buffer>
    )(
      // The same letters may come in several spellings, as keyboards and systems have it.
      passphrase.normalize('NFKC'),
      salt,
      KEY_BYTES,
      SCRYPT,
    ),
  );
}

/** Bound to the seal: the header and the records, to the last byte. */
function sealContext(content: Hash): string[] {
  return ['snapshot', content.digest('hex')];
}

function isSealedBy(owner: Sealer, { digest, seal }: SealedContent): boolean {
  try {
    return owner.openText(sealContext(digest), seal.toString('base64')) === '';
  } catch {
    return false;
  }
}

function notTheirs({ sealed_by: sealedBy }: SnapshotHeader): SnapshotError {
  return sealedBy === 'passphrase'
    ? new SnapshotError('passphrase-wrong', SNAPSHOT_MESSAGES.passphraseWrong)
    : new SnapshotError('snapshot-foreign', SNAPSHOT_MESSAGES.foreign);
}

/** A snapshot has more bytes than it may. */
export function fileTooLarge({ fileBytes }: SnapshotLimits): SnapshotError {
  return new SnapshotError('snapshot-too-large', SNAPSHOT_MESSAGES.snapshotTooLarge({ fileBytes }));
}
