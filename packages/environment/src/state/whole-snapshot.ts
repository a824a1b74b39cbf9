import { tmpdir } from 'node:os';

import { imageOf, recordsOf, type Sealer, type StateImage, type StateRecord } from '@dragoman/core';

import {
  fileTooLarge,
  openSnapshot,
  SNAPSHOT_LIMITS,
  type SnapshotLimits,
  type SnapshotOrigin,
  type SnapshotReader,
  writeSnapshot,
} from './snapshot-format.ts';
import { Spool } from './spool.ts';
import { allOf, heldBytes, type StoredBytes } from './stored-bytes.ts';

/** A snapshot of a state that is held as a whole. @throws SnapshotError as `writeSnapshot` */
export async function packSnapshot(
  image: StateImage,
  origin: SnapshotOrigin,
  limits: SnapshotLimits = SNAPSHOT_LIMITS,
): Promise<Buffer> {
  const into = new Spool({
    directory: tmpdir(),
    maxBytes: limits.fileBytes,
    tooLarge: () => fileTooLarge(limits),
  });
  try {
    await writeSnapshot(async (visit) => visit([...recordsOf(image)]), origin, into, limits);
    return await allOf(into);
  } finally {
    await into.close();
  }
}

/** All that is in a snapshot. @throws SnapshotError as `openSnapshot` */
export function readSnapshot(
  bytes: Buffer,
  by: Pick<SnapshotReader, 'sealer' | 'passphrase'>,
  limits: SnapshotLimits = SNAPSHOT_LIMITS,
): Promise<StateImage> {
  return withRecords(heldBytes(bytes), by, limits, imageOf);
}

/** Looks at all of a snapshot that this root key sealed. @throws SnapshotError as `openSnapshot` */
export function checkSnapshot(bytes: StoredBytes, sealer: Sealer): Promise<void> {
  return withRecords(bytes, { sealer, passphrase: null }, SNAPSHOT_LIMITS, () => undefined);
}

async function withRecords<Result>(
  bytes: StoredBytes,
  by: Pick<SnapshotReader, 'sealer' | 'passphrase'>,
  limits: SnapshotLimits,
  work: (records: Iterable<StateRecord>) => Result,
): Promise<Result> {
  const spool: SnapshotReader['spool'] = (maxBytes, tooLarge) => new Spool({ directory: tmpdir(), maxBytes, tooLarge });
  const opened = await openSnapshot(bytes, { ...by, spool }, limits);
  try {
    return work(opened.records);
  } finally {
    await opened.close();
  }
}
