import type { Json } from '@dragoman/core';

import { ACCESS_POINTS, policiesOf } from '../instances/access-point.ts';
import { type ClientKeyParts, findClientKey, isInForce, type OwnedClientKey } from '../instances/client-key.ts';
import type { InstancePolicy } from '../instances/instance-policy.ts';
import { findThing } from '../instances/instance-records.ts';
import { DOOR } from '../names.ts';
import type { StoredPolicy } from '../ram/stored-policies.ts';
import type { Caller } from './caller.ts';

/** The holder of a client key, at the shared gateway. */
export interface ClientKeyCaller {
  readonly caller: Caller;
  /** With the public key; as PEM. */
  readonly certificate: string;
}

/** What the permissions of an access point's policies let its holder do at the shared gateway, by their last part. */
const ACTIONS: Readonly<Record<string, { readonly of: 'key' | 'secret'; readonly actions: readonly string[] }>> = {
  CryptoServiceKeyUser: {
    of: 'key',
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:AsymmetricEncrypt',
      'kms:AsymmetricDecrypt',
      'kms:AsymmetricSign',
      'kms:AsymmetricVerify',
      'kms:GetPublicKey',
    ],
  },
  CryptoServiceSecretUser: { of: 'secret', actions: ['kms:GetSecretValue'] },
};

/** Whatever the resources of the policy are (page "Use AAP to implement access control"). */
const SECRET_USER = 'SecretUser';

/** `null` for a key that is not there, or at another time than its own. @param now Unix milliseconds */
export async function findClientKeyCaller(
  parts: ClientKeyParts,
  id: string,
  now: number,
): Promise<ClientKeyCaller | null> {
  const owned = await findClientKey(parts, id);
  if (owned === null || !isInForce(owned.key, now)) return null;
  const point = await findThing({ ...parts, vault: owned.vault }, ACCESS_POINTS, owned.key.accessPoint);
  const policies = point === null ? [] : await policiesOf({ ...parts, vault: owned.vault }, point);
  return { caller: callerWith(owned, policies), certificate: owned.key.certificate };
}

/** Who may do what the policies permit and nothing else, in the account and region of the key. */
function callerWith({ account, region, identity }: OwnedClientKey, policies: readonly InstancePolicy[]): Caller {
  const own = { ...identity.attributes[DOOR], policies: policies.map((policy) => ({ ...ramPolicy(account, policy) })) };
  const attributes = { ...identity.attributes, [DOOR]: own };
  return { identity: { ...identity, attributes }, known: true, account, region, session: null };
}

/** The same as a policy of RAM: `@NOTE unverified` how KMS itself decides about client keys at the shared gateway. */
function ramPolicy(account: string, { name, permissions, resources }: InstancePolicy): StoredPolicy {
  const roles = permissions.map((permission) => permission.slice(permission.lastIndexOf('/') + 1));
  const statements = roles.flatMap((role): Json[] => {
    if (role === SECRET_USER) return [allow(['kms:GetSecretValue'], [`acs:kms:*:${account}:secret/*`])];
    const { of, actions } = ACTIONS[role] ?? { of: 'key', actions: [] };
    const named = resources.filter((resource) => resource.startsWith(`${of}/`));
    return named.length === 0
      ? []
      : [
          allow(
            actions,
            named.map((resource) => `acs:kms:*:${account}:${resource}`),
          ),
        ];
  });
  return { name, document: { Version: '1', Statement: statements } };
}

function allow(actions: readonly string[], resources: readonly string[]): Json {
  return { Effect: 'Allow', Action: [...actions], Resource: [...resources] };
}
