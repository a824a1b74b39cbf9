import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';

import {
  createKeyAlias,
  createDialectRecord,
  putSecretVersion,
  registerIdentity,
  scheduleSecretDeletion,
  Sealer,
  type StateImage,
} from '@dragoman/core';

import { SnapshotError } from '../../src/state/snapshot-error.ts';
import { secretIn, servicesForTest, type TestServices } from './services.ts';

const VERSIONING = {
  versionLimit: null,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: null,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
} as const;

/** What must never be read in a snapshot. */
export const HIDDEN = ['the second value', 'the secret key', 'the password'];

/** Services over a state that has something of everything, sealed by a root key of its own. */
export async function stockedServices(rootKey = new Uint8Array(32).fill(1)): Promise<TestServices> {
  const [value = '', secretKey = '', password = ''] = HIDDEN;
  const services = { ...servicesForTest({ events: { isSubscribed: () => true } }), sealer: new Sealer(rootKey) };
  await secretIn(services, 'rotating', 1_000);
  await secretIn(services, 'going');
  const ref = { vault: 'default', name: 'rotating' };
  await putSecretVersion(services, {
    ref,
    actor: 'tester',
    value: { type: 'binary', data: value },
    versionId: 'mine',
    labels: ['$current', 'blue'],
    expiresAt: 5,
    sameVersion: 'reject',
    policy: VERSIONING,
  });
  await scheduleSecretDeletion(services, { ref: { vault: 'default', name: 'going' }, actor: 'tester', days: 7 });
  const key = await services.keys.findDefault('default');
  await createKeyAlias(services, { name: 'alias/default', key: { vault: 'default', id: key?.id ?? '' } });
  await registerIdentity(
    services,
    { id: 'dev', name: 'dev', addresses: [{ door: 'huawei', key: 'p' }], attributes: { huawei: { domain: 'd' } } },
    [
      { kind: 'access-key', lookup: 'AK', secret: secretKey, expiresAt: null },
      { kind: 'token', lookup: 'a token', secret: null, expiresAt: 9 },
    ],
  );
  const account = { vault: 'default', kind: 'bk.account', id: '1' };
  await createDialectRecord(services, {
    ...account,
    body: {
      name: '根',
      sealed: services.sealer.sealText([account.kind, account.vault, account.id], password),
      list: [null, 1.5, true],
    },
  });
  return services;
}

/** A snapshot, its seal and checksum right, with these very lines. */
export function forgedSnapshot(sealer: Sealer, lines: string): Buffer {
  const header = { version: '0.0.0', created_at: '2026-01-01T00:00:00.000Z', sealed_by: 'root-key' };
  return finished(
    sealer,
    Buffer.concat([Buffer.from(`dragoman-state 1\n${JSON.stringify(header)}\n`), gzipSync(lines)]),
  );
}

/** Content with its seal and its checksum. */
function finished(sealer: Sealer, content: Buffer): Buffer {
  const sealed = Buffer.concat([
    content,
    Buffer.from(sealer.sealText(['snapshot', hash('sha256', content)], ''), 'base64'),
  ]);
  return withChecksum(sealed);
}

/** Bytes with the checksum that fits them. */
export function withChecksum(sealed: Buffer): Buffer {
  return Buffer.concat([sealed, hash('sha256', sealed, 'buffer')]);
}

/** The image as plain data. */
export function plainImage(image: StateImage): unknown {
  return JSON.parse(
    JSON.stringify(image, (_, value: unknown) => {
      const bytes = value as { type?: unknown; data?: unknown } | null;
      if (typeof bytes === 'object' && bytes?.type === 'Buffer')
        return Buffer.from(bytes.data as number[]).toString('hex');
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value;
    }),
  );
}

/** The code of the SnapshotError that the attempt is rejected with, whose message is one sentence. */
export async function rejectionOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    if (!/^[a-z].*: .+[^.]$/.test(error.message) && error.code !== 'snapshot-not-found')
      throw new Error(`no clear sentence: ${error.message}`, { cause: error });
    return error.code;
  }
  throw new Error('not rejected');
}
