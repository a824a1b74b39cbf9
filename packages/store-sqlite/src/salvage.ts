import type { AccessCredential, CustomerKey, StateImage } from '@dragoman/core';
import type { Database } from 'better-sqlite3';

import type { Signing } from './sign-rows.ts';
import {
  type Damage,
  keyIn,
  type Walk,
  wholeAliases,
  wholeCredentials,
  wholeIdentities,
  wholeKeys,
  wholeResources,
  wholeSecrets,
} from './whole-rows.ts';

/**
 * Everything in a database that is whole: every row that was written with this root key and every secret all of whose
 * values open. What belongs to something that is not whole is left out with it.
 * @param onDamage hears of what is left out
 */
export function wholeImage(db: Database, signing: Signing, onDamage: (damage: Damage) => void): StateImage {
  const walk: Walk = { db, signing, onDamage, onRow: () => undefined, opensValues: true };
  const keys = new Map<string, CustomerKey>();
  for (const key of wholeKeys(walk)) keys.set(keyIn(key.vault, key.id), key);
  const aliases = [...wholeAliases(walk)].filter((alias) => {
    const hasKey = keys.has(keyIn(alias.vault, alias.keyId));
    if (!hasKey) onDamage({ what: `the key of the alias ${alias.name} is gone` });
    return hasKey;
  });
  return {
    keys: [...keys.values()],
    aliases,
    secrets: [...wholeSecrets(walk, keys)],
    identities: identitiesIn(walk),
    resources: [...wholeResources(walk)],
  };
}

function identitiesIn(walk: Walk): StateImage['identities'] {
  const credentials = new Map<string, AccessCredential[]>();
  for (const credential of wholeCredentials(walk)) {
    const others = credentials.get(credential.identityId);
    if (others === undefined) credentials.set(credential.identityId, [credential]);
    else others.push(credential);
  }
  const identities = [...wholeIdentities(walk)].map((identity) => ({
    identity,
    accessCredentials: credentials.get(identity.id) ?? [],
  }));
  const known = new Set(identities.map(({ identity }) => identity.id));
  for (const id of credentials.keys())
    if (!known.has(id)) walk.onDamage({ what: `the identity ${id} of access credentials is gone` });
  return identities;
}
