import { type Hash, createHash, hash } from 'node:crypto';

import { OUTBOX_KIND } from '../commands/outbox.ts';
import { type CustomerKey, hasMaterial } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Json } from '../model/secret.ts';
import type { IdentityImage, SecretImage, StateImage } from '../ports/state-store.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { withSealedTexts } from '../sealing/sealed-texts.ts';

/**
 * SHA-256, in hexadecimal, over everything in the image that means something, with values opened: two installations
 * that hold the same have the same hash, whatever their root keys. Left out is what chance makes anew (material of
 * keys, data keys, nonces) and what only counts writes (revisions); ids and times are in. Order of creation counts
 * within a vault and kind, where dialects show it.
 * @throws Error when something in it was not sealed by the root key of `sealer`
 */
export function stateHash(image: StateImage, sealer: Sealer): string {
  const digest = createHash('sha256');
  const keys = new Map(image.keys.map((key) => [JSON.stringify([key.vault, key.id]), key]));
  addInOrder(
    digest,
    'key',
    image.keys,
    ({ vault }) => [vault],
    (key) => plainKey(key, sealer),
  );
  addSorted(digest, 'alias', image.aliases);
  addInOrder(
    digest,
    'secret',
    image.secrets,
    ({ secret }) => [secret.vault],
    (held) => plainSecret(held, keys, sealer),
  );
  addSorted(
    digest,
    'identity',
    image.identities.map((held) => plainIdentity(held, sealer)),
  );
  addInOrder(
    digest,
    'resource',
    image.resources,
    ({ vault, kind }) => [vault, kind],
    (resource) => plainResource(resource, sealer),
  );
  return digest.digest('hex');
}

/** Rows of one place stay in their order; the places have none. */
function addInOrder<Row>(
  digest: Hash,
  what: string,
  rows: readonly Row[],
  positionOf: (row: Row) => readonly string[],
  plain: (row: Row) => unknown,
): void {
  const positions = Map.groupBy(rows, (row) => JSON.stringify(positionOf(row)));
  for (const position of [...positions.keys()].toSorted())
    for (const row of positions.get(position) ?? []) add(digest, what, canonical(plain(row)));
}

function addSorted(digest: Hash, what: string, rows: readonly unknown[]): void {
  for (const text of rows.map(canonical).toSorted()) add(digest, what, text);
}

function add(digest: Hash, what: string, text: string): void {
  digest.update(`${what} ${text}\n`);
}

/** How often something was written. It is left out. */
const NO_REVISION = { revision: undefined };

function plainKey(key: CustomerKey, sealer: Sealer): unknown {
  return {
    ...key,
    ...NO_REVISION,
    materialFingerprint: key.materialFingerprint !== null,
    versions: key.versions.map((version) => {
      const { sealedMaterial } = version;
      // Material that came from outside is what it is everywhere.
      const known = sealedMaterial !== null && key.origin === 'external';
      return {
        ...version,
        sealedMaterial: known ? hash('sha256', sealer.openMaterial(key, version)) : sealedMaterial !== null,
      };
    }),
  };
}

function plainSecret({ secret, values }: SecretImage, keys: ReadonlyMap<string, CustomerKey>, sealer: Sealer): unknown {
  const keyIds = new Map(secret.versions.map(({ id, keyId }) => [id, keyId]));
  const opened = values.map(({ versionId, bytes }) => {
    const key = keys.get(JSON.stringify([secret.vault, keyIds.get(versionId)]));
    // Without its key nobody can read the value any more.
    const readable = key !== undefined && hasMaterial(key);
    return [
      versionId,
      readable ? sealer.openValue(key, { vault: secret.vault, secretId: secret.id, versionId }, bytes) : null,
    ];
  });
  return { ...secret, ...NO_REVISION, values: opened };
}

function plainIdentity({ identity, accessCredentials }: IdentityImage, sealer: Sealer): unknown {
  const plain = accessCredentials.map(({ sealedSecret, ...accessCredential }) =>
    canonical({
      ...accessCredential,
      secret:
        sealedSecret === null
          ? null
          : sealer.openAccessCredential(accessCredential.kind, accessCredential.lookup, sealedSecret),
    }),
  );
  return { ...identity, accessCredentials: plain.toSorted() };
}

function plainResource(resource: DialectRecord, sealer: Sealer): unknown {
  const body = withSealedTexts(resource, sealer, (text) => ({ sealed: text }));
  return { ...resource, ...NO_REVISION, body: resource.kind === OUTBOX_KIND ? withoutRevision(body) : body };
}

/** An event holds the secret as it was. */
function withoutRevision(event: Json): unknown {
  const { secret, ...rest } = event as { readonly secret: { readonly [key: string]: Json } };
  return { ...rest, secret: { ...secret, ...NO_REVISION } };
}

/** One text for the same data, whatever the order of its members. */
function canonical(data: unknown): string {
  return JSON.stringify(data, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
  });
}
