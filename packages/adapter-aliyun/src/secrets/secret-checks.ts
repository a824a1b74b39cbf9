import { CURRENT, DomainError, loadSecret, type Secret, type SecretRef } from '@dragoman/core';

import { protectingKeyChecks } from '../keys/key-checks.ts';
import type { AliyunContext } from '../operation.ts';
import { attachedTo, tagConditions } from '../ram/attached.ts';
import type { RamCheck } from '../ram/request.ts';
import { policyOf } from './secret-attributes.ts';
import { readSecretArn, refFromWire } from './secret-name.ts';

type Checks = Promise<readonly RamCheck[]>;

/** The action, on the secret that a request names. */
export function onSecret(action: string): (context: AliyunContext, request: { readonly SecretName: string }) => Checks {
  return async (context, { SecretName }) => [await secretCheck(context, action, SecretName)];
}

/**
 * The action on all secrets: the container alone, without a slash, which `secret/*` does not match.
 * @NOTE unverified
 */
export function onEverySecret(action: string): (context: AliyunContext) => readonly RamCheck[] {
  return ({ region, account }) => [{ action, resource: `acs:kms:${region}:${account}:secret`, owner: account }];
}

/** The action on nothing in particular. */
export function onAnything(action: string): (context: AliyunContext) => readonly RamCheck[] {
  return ({ account }) => [{ action, resource: '*', owner: account }];
}

/** Of what nobody needs a permission for. */
export function onNothing(): readonly RamCheck[] {
  return [];
}

/** The action on a secret; one that is not there is asked about all the same. */
export async function secretCheck(context: AliyunContext, action: string, secretName: string): Promise<RamCheck> {
  const { account, name } = readSecretArn(secretName) ?? { account: context.account, name: secretName };
  const secret = await findNamed(context, secretName, account);
  return checkOf(context, action, { account, name, secret });
}

interface NamedSecret {
  readonly account: string;
  readonly name: string;
  readonly secret: Secret | null;
}

function checkOf({ region }: AliyunContext, action: string, { account, name, secret }: NamedSecret): RamCheck {
  return {
    action,
    resource: `acs:kms:${region}:${account}:secret/${name}`,
    owner: account,
    ...(secret !== null && { context: tagConditions(null, secret.tags) }),
    attached: secret === null ? undefined : attachedTo('secret', policyOf(secret)),
  };
}

/** A secret of another account is there once its own policy, and the caller's, let it. */
async function findNamed(context: AliyunContext, secretName: string, account: string): Promise<Secret | null> {
  if (account === context.account) return findSecret(context, () => refFromWire(context, secretName));
  const { region, name } = readSecretArn(secretName) ?? { region: '', name: '' };
  if (region !== context.region) return null;
  const vault = context.vaultOfAccount(account);
  const secret = await findSecret(context, () => ({ vault, name }));
  if (secret !== null && policyOf(secret) !== null)
    context.shared = new Map([...(context.shared ?? []), [secretName, vault]]);
  return secret;
}

async function findSecret({ services }: AliyunContext, refOf: () => SecretRef): Promise<Secret | null> {
  try {
    return await loadSecret(services, refOf());
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Whether {@link permitReading} has anything to ask; of whoever states no rights only what has a policy of its own. */
export function asksToRead({ permissions, permissionsOf }: AliyunContext, secret: Secret): boolean {
  return permissions.asks || (permissionsOf !== null && (secret.keyId !== null || policyOf(secret) !== null));
}

/**
 * Asks what reading a value needs beside the secret's own permission: that its key, where it is no key of the
 * service's, decrypts for the caller. Whoever states no rights is asked only about policies that deny.
 * @throws VendorError Forbidden.NoPermission
 */
export async function permitReading(context: AliyunContext, secret: Secret, keyId: string): Promise<void> {
  const { permissions, permissionsOf, account } = context;
  const ofKey = await protectingKeyChecks(context, 'kms:Decrypt', secret.vault, keyId);
  if (permissions.asks || permissionsOf === null) {
    permissions.require(...ofKey);
    return;
  }
  const ofSecret = checkOf(context, 'kms:GetSecretValue', { account, name: secret.name, secret });
  permissionsOf(context.principal()).require(ofSecret, ...ofKey);
}

/** What reading a value asks beside, for whoever asks in advance: nothing where it is not there. */
export async function readingChecks(context: AliyunContext, request: { readonly SecretName: string }): Checks {
  const secret = await findSecretNamed(context, request.SecretName);
  if (secret === null) return [];
  const current = secret.labels.find(({ label }) => label === CURRENT)?.versionId;
  const keyId = secret.versions.find(({ id }) => id === current)?.keyId ?? secret.keyId;
  return protectingKeyChecks(context, 'kms:Decrypt', secret.vault, keyId);
}

/** What a value that is to be kept needs of a key that is no key of the service's. */
export function writingChecks(context: AliyunContext, keyId: string | null): Checks {
  return protectingKeyChecks(context, 'kms:GenerateDataKey', context.vault, keyId);
}

/** Whether {@link permitWriting} has anything to ask. */
export function asksToWrite({ permissionsOf }: AliyunContext, keyId: string | null | undefined): boolean {
  return permissionsOf !== null && keyId !== null && keyId !== undefined;
}

/**
 * Asks what keeping a value needs beside the secret's own permission (page of CreateSecret; for PutSecretValue by
 * analogy, @NOTE unverified). @throws VendorError Forbidden.NoPermission
 */
export async function permitWriting(context: AliyunContext, keyId: string | null): Promise<void> {
  const { permissions, permissionsOf } = context;
  const grants = permissions.asks ? permissions : permissionsOf?.(context.principal());
  grants?.require(...(await writingChecks(context, keyId)));
}

/** The secret that a request names; `null` where there is none. */
export function findSecretNamed(context: AliyunContext, secretName: string): Promise<Secret | null> {
  return findNamed(context, secretName, readSecretArn(secretName)?.account ?? context.account);
}
