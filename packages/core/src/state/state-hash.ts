import { type Hash, createHash, hash } from 'node:crypto';

import { OUTBOX_KIND } from '../commands/outbox.ts';
import { type CustomerKey, hasMaterial } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Json } from '../model/secret.ts';
import {
  type IdentityImage,
  recordsOf,
  type SecretImage,
  type StateImage,
  type StateRecord,
} from '../ports/state-store.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { withSealedTexts } from '../sealing/sealed-texts.ts';

/**
 * SHA-256, in hexadecimal, over everything in a state that means something, with values opened: two installations
 * that hold the same have the same hash, whatever their root keys. Left out is what chance makes anew (material of
 * keys, data keys, nonces) and what only counts writes (revisions); ids and times are in. Order of creation counts
 * within a vault and kind, where dialects show it.
 *
 * Records are added in the order of `recordsOf`. Of secrets and resources nothing is held but a digest for each vault
 * and kind; of the others a key or 32 bytes each.
 */
export class StateHash {
  readonly #sealer: Sealer;
  readonly #keys = new Map<string, CustomerKey>();
  /** Rows of one section stay in their order; the sections have none. */
  readonly #sections = new Map<string, Hash>();
  /** Digests of what has no order. */
  readonly #loose: string[] = [];

  constructor(sealer: Sealer) {
    this.#sealer = sealer;
  }

  /** @throws Error when something in it was not sealed by the root key of the sealer */
  add(record: StateRecord): void {
    if ('key' in record) {
      this.#keys.set(keyIn(record.key.vault, record.key.id), record.key);
      this.#append(['key', record.key.vault], plainKey(record.key, this.#sealer));
    } else if ('secret' in record) {
      this.#append(['secret', record.secret.vault], plainSecret(record, this.#keys, this.#sealer));
    } else if ('resource' in record) {
      const { vault, kind } = record.resource;
      this.#append(['resource', vault, kind], plainResource(record.resource, this.#sealer));
    } else if ('alias' in record) {
      this.#loose.push(digestOf('alias', record.alias));
    } else {
      this.#loose.push(digestOf('identity', plainIdentity(record, this.#sealer)));
    }
  }

  /** Of all that was added. */
  digest(): string {
    const digest = createHash('sha256');
    for (const text of this.#loose.toSorted()) digest.update(text);
    const sections = [...this.#sections].toSorted(([left], [right]) => (left < right ? -1 : 1));
    for (const [section, rows] of sections) digest.update(`${section} ${rows.copy().digest('hex')}\n`);
    return digest.digest('hex');
  }

  #append(section: readonly string[], row: unknown): void {
    const name = JSON.stringify(section);
    const digest = this.#sections.get(name) ?? createHash('sha256');
    digest.update(`${canonical(row)}\n`);
    this.#sections.set(name, digest);
  }
}

/** The {@link StateHash} of a whole image. @throws Error as it does */
export function stateHash(image: StateImage, sealer: Sealer): string {
  const all = new StateHash(sealer);
  for (const record of recordsOf(image)) all.add(record);
  return all.digest();
}

function digestOf(what: string, row: unknown): string {
  return hash('sha256', `${what} ${canonical(row)}`);
}

function keyIn(vault: string, id: string | null | undefined): string {
  return JSON.stringify([vault, id]);
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
    const key = keys.get(keyIn(secret.vault, keyIds.get(versionId)));
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
