import { hash, scrypt } from 'node:crypto';
import { promisify } from 'node:util';

import { KEY_BYTES, newKey, reseal, Sealer, type StateImage } from '@dragoman/core';
import { schemaCompiler } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { damaged, decodeImage, encodeImage } from './image-codec.ts';
import { SNAPSHOT_MESSAGES } from './messages.ts';
import { SnapshotError } from './snapshot-error.ts';

/**
 * A snapshot is one piece of bytes, the same in the data directory and as a file that is carried elsewhere:
 *
 *     dragoman-state 1\n        the format
 *     {header}\n                 who made it, when, what it is sealed by
 *     records                    see image-codec.ts
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

export const SNAPSHOT_LIMITS: SnapshotLimits = { fileBytes: 128 * 2 ** 20, contentBytes: 512 * 2 ** 20 };

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

/** @throws SnapshotError `passphrase-unfit`, `snapshot-too-large` */
export async function writeSnapshot(
  image: StateImage,
  origin: SnapshotOrigin,
  limits = SNAPSHOT_LIMITS,
): Promise<Buffer> {
  const { sealer, passphrase, version } = origin;
  const salt = passphrase === null ? null : newKey();
  const owner = passphrase === null || salt === null ? sealer : await sealerOf(passphrase, salt);
  const header: SnapshotHeader = {
    version,
    created_at: new Date(origin.createdAt).toISOString(),
    ...(salt === null ? { sealed_by: 'root-key' } : { sealed_by: 'passphrase', salt: salt.toString('base64') }),
  };
  const records = await encodeImage(owner === sealer ? image : reseal(image, sealer, owner), limits.contentBytes);
  const content = Buffer.concat([Buffer.from(`${MAGIC}${FORMAT}\n${JSON.stringify(header)}\n`), records]);
  const sealed = Buffer.concat([content, Buffer.from(owner.sealText(sealContext(content), ''), 'base64')]);
  if (sealed.length + CHECKSUM_BYTES > limits.fileBytes) throw tooLarge(limits);
  return Buffer.concat([sealed, hash('sha256', sealed, 'buffer')]);
}

/**
 * The image in a snapshot, sealed by the root key of this installation.
 * @param by the sealer of this installation, and the passphrase where the snapshot was sealed by one
 * @throws SnapshotError `snapshot-too-large`, `snapshot-damaged`, `snapshot-newer`, `passphrase-unfit`,
 * `passphrase-wrong`, `snapshot-foreign`
 */
export async function readSnapshot(
  bytes: Buffer,
  by: Pick<SnapshotOrigin, 'sealer' | 'passphrase'>,
  limits = SNAPSHOT_LIMITS,
): Promise<StateImage> {
  if (bytes.length > limits.fileBytes) throw tooLarge(limits);
  const start = startOf(bytes);
  const end = bytes.length - CHECKSUM_BYTES - SEAL_BYTES;
  if (!hash('sha256', bytes.subarray(0, -CHECKSUM_BYTES), 'buffer').equals(bytes.subarray(-CHECKSUM_BYTES)))
    throw damaged(SNAPSHOT_MESSAGES.wrongChecksum);
  const { header, length } = headerIn(bytes.subarray(start, Math.max(start, end)));
  const owner = await ownerOf(header, by);
  const content = bytes.subarray(0, end);
  if (!isSealedBy(owner, content, bytes.subarray(end, -CHECKSUM_BYTES))) throw notTheirs(header);
  const image = await decodeImage(bytes.subarray(start + length, end), limits.contentBytes);
  if (owner === by.sealer) return image;
  try {
    return reseal(image, owner, by.sealer);
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
function sealContext(content: Uint8Array): string[] {
  return ['snapshot', hash('sha256', content)];
}

function isSealedBy(owner: Sealer, content: Uint8Array, seal: Buffer): boolean {
  try {
    return owner.openText(sealContext(content), seal.toString('base64')) === '';
  } catch {
    return false;
  }
}

function notTheirs({ sealed_by: sealedBy }: SnapshotHeader): SnapshotError {
  return sealedBy === 'passphrase'
    ? new SnapshotError('passphrase-wrong', SNAPSHOT_MESSAGES.passphraseWrong)
    : new SnapshotError('snapshot-foreign', SNAPSHOT_MESSAGES.foreign);
}

function tooLarge({ fileBytes }: SnapshotLimits): SnapshotError {
  return new SnapshotError('snapshot-too-large', SNAPSHOT_MESSAGES.snapshotTooLarge({ fileBytes }));
}
