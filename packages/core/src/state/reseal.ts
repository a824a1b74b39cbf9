import type { AccessCredential } from '../model/identity.ts';
import type { CustomerKey } from '../model/key.ts';
import { hasMaterial, primaryVersion } from '../model/key.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { StateRecord } from '../ports/state-store.ts';
import type { Sealer } from '../sealing/sealer.ts';
import { resourceContext, withSealedTexts } from '../sealing/sealed-texts.ts';

/**
 * A record as an installation with another root key can hold it. Values stay as they are: customer keys seal them, and
 * of those the material is sealed again. What tells an external key whether lost material is the very one it had goes
 * with the old root key: the key takes any again.
 * @throws Error when something in it was not sealed by the root key of `from`
 */
export function resealRecord(record: StateRecord, from: Sealer, to: Sealer): StateRecord {
  if ('key' in record) return { key: resealKey(record.key, from, to) };
  if ('resource' in record) return { resource: resealResource(record.resource, from, to) };
  if (!('identity' in record)) return record;
  const { identity, accessCredentials } = record;
  return {
    identity,
    accessCredentials: accessCredentials.map((accessCredential) => resealAccessCredential(accessCredential, from, to)),
  };
}

function resealKey(key: CustomerKey, from: Sealer, to: Sealer): CustomerKey {
  const versions = key.versions.map((version) => {
    if (version.sealedMaterial === null) return version;
    const ref = { vault: key.vault, id: key.id, ordinal: version.ordinal };
    return { ...version, sealedMaterial: to.sealMaterial(ref, from.openMaterial(key, version)) };
  });
  const known = key.materialFingerprint !== null && hasMaterial(key);
  return {
    ...key,
    versions,
    materialFingerprint: known ? to.fingerprint(key, from.openMaterial(key, primaryVersion(key))) : null,
  };
}

function resealAccessCredential(accessCredential: AccessCredential, from: Sealer, to: Sealer): AccessCredential {
  const { kind, lookup, sealedSecret } = accessCredential;
  return sealedSecret === null
    ? accessCredential
    : {
        ...accessCredential,
        sealedSecret: to.sealAccessCredential(kind, lookup, from.openAccessCredential(kind, lookup, sealedSecret)),
      };
}

function resealResource(resource: DialectRecord, from: Sealer, to: Sealer): DialectRecord {
  return { ...resource, body: withSealedTexts(resource, from, (text) => to.sealText(resourceContext(resource), text)) };
}
