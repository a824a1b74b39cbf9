import { type CustomerKey, DomainError, loadKey, type VaultId } from '@dragoman/core';

import { accountOf } from '../auth/caller.ts';
import type { AliyunContext } from '../operation.ts';
import type { ConditionContext } from '../ram/conditions.ts';
import type { RamCheck } from '../ram/request.ts';
import { attachedTo, tagConditions } from '../ram/attached.ts';
import { isObject, parseJson } from '../wire/json.ts';
import { ALIAS_PREFIX, aliasArn, keyRefFromWire } from './key-id.ts';
import { bytesFromWire, keyIdOfBlob } from './key-data.ts';
import { keyAttribute } from './key-metadata.ts';

type Checks = Promise<readonly RamCheck[]>;

const FOREIGN_KEY = /^acs:kms:([^:]*):([^:]*):key\/(.+)$/s;

/** The action, on the key that a request names. */
export function onKey(action: string): (context: AliyunContext, request: { readonly KeyId: string }) => Checks {
  return async (context, { KeyId }) => [await keyCheck(context, action, KeyId)];
}

/** What conditions of policies know of the use of a key. */
interface KeyUse {
  readonly KeyId: string;
  readonly EncryptionContext?: string;
  readonly Algorithm?: string;
}

/** The action, on the key that a request uses: policies may ask for an algorithm or an encryption context. */
export function onUsedKey(action: string): (context: AliyunContext, request: KeyUse) => Checks {
  return async (context, { KeyId, EncryptionContext, Algorithm }) => [
    await keyCheck(context, action, KeyId, useConditions(EncryptionContext, Algorithm)),
  ];
}

/** The action, on the key that made a ciphertext. */
export function onKeyOfBlob(
  action: string,
): (
  context: AliyunContext,
  request: { readonly CiphertextBlob: string; readonly EncryptionContext?: string },
) => Checks {
  return async (context, { CiphertextBlob, EncryptionContext }) => [
    await blobCheck(context, action, CiphertextBlob, EncryptionContext),
  ];
}

/** The action on all keys, or all aliases: the container alone, without a slash. */
export function onEvery(action: string, container: 'key' | 'alias'): (context: AliyunContext) => readonly RamCheck[] {
  return ({ region, account }) => [{ action, resource: `acs:kms:${region}:${account}:${container}`, owner: account }];
}

/** The action on an alias. */
export function aliasCheck(context: AliyunContext, action: string, aliasName: string): RamCheck {
  const name = aliasName.slice(ALIAS_PREFIX.length);
  return { action, resource: aliasArn(context, name), owner: context.account };
}

/**
 * The action on a key. One named by an alias is looked up, as policies know keys by their ids alone; one that is not
 * there is asked about all the same.
 * @throws DomainError `key-alias-not-found`
 */
export async function keyCheck(
  context: AliyunContext,
  action: string,
  keyId: string,
  conditions: ConditionContext = {},
): Promise<RamCheck> {
  const foreign = await foreignKey(context, keyId);
  if (foreign !== null) return checkOf(context, action, { ...foreign, conditions });
  const ref = keyRefFromWire(context, keyId);
  const key = 'alias' in ref ? await loadKey(context.services, ref) : await findKey(context, ref.vault, ref.id);
  return checkOf(context, action, {
    account: context.account,
    id: key?.id ?? ('id' in ref ? ref.id : ''),
    key,
    conditions,
  });
}

/** @throws InvalidInputError, DomainError `ciphertext-invalid` for what names no key */
export async function blobCheck(
  context: AliyunContext,
  action: string,
  blob: string,
  encryptionContext: string | undefined,
): Promise<RamCheck> {
  const keyId = await keyIdOfBlob(context, bytesFromWire('CiphertextBlob', blob));
  const conditions = useConditions(encryptionContext, undefined);
  const named = (await findKey(context, context.vault, keyId)) === null ? await keyElsewhere(context, keyId) : null;
  if (named !== null) return checkOf(context, action, { ...named, conditions });
  return keyCheck(context, action, keyId, conditions);
}

/** What a version's own key must allow; nothing where the service's own key protects it. */
export async function protectingKeyChecks(
  context: AliyunContext,
  action: string,
  vault: VaultId,
  keyId: string | null,
): Checks {
  const key = keyId === null ? null : await findKey(context, vault, keyId);
  if (key === null || key.isDefault) return [];
  const check = checkOf(context, action, { account: context.account, id: key.id, key, conditions: {} });
  return [{ ...check, shownAs: key.id }];
}

interface NamedKey {
  readonly account: string;
  readonly id: string;
  readonly key: CustomerKey | null;
}

function checkOf(
  { region }: AliyunContext,
  action: string,
  { account, id, key, conditions }: NamedKey & { readonly conditions: ConditionContext },
): RamCheck {
  return {
    action,
    resource: `acs:kms:${region}:${account}:key/${id}`,
    owner: account,
    context: { ...(key !== null && tagConditions('kms:tag/', key.tags)), ...conditions },
    attached: key === null ? undefined : attachedTo('key', keyAttribute(key, 'policy') ?? null),
  };
}

/** A key of another account: it can be worked with once its own policy, and the caller's, let it. */
async function foreignKey(context: AliyunContext, keyId: string): Promise<NamedKey | null> {
  const [, region, account, id] = FOREIGN_KEY.exec(keyId) ?? [];
  if (account === undefined || id === undefined || account === context.account || region !== context.region)
    return null;
  const vault = context.vaultOfAccount(account);
  const key = await findKey(context, vault, id);
  if (key !== null) share(context, keyId, key);
  return { account, id, key };
}

/** The key of another account that made a ciphertext, which names it by its id alone. */
async function keyElsewhere(context: AliyunContext, id: string): Promise<NamedKey | null> {
  const identities = await context.services.identities.list();
  const accounts = new Set(identities.map((identity) => accountOf(identity, context.settings.default_account_id)));
  for (const account of accounts) {
    const named = await foreignKey(context, `acs:kms:${context.region}:${account}:key/${id}`);
    if (named === null || named.key === null) continue;
    share(context, id, named.key);
    return named;
  }
  return null;
}

/** Lets the request run on what its checks were about, where that has a policy of its own. */
function share(context: AliyunContext, name: string, key: CustomerKey): void {
  if (keyAttribute(key, 'policy') !== undefined)
    context.shared = new Map([...(context.shared ?? []), [name, key.vault]]);
}

async function findKey({ services }: AliyunContext, vault: VaultId, id: string): Promise<CustomerKey | null> {
  try {
    return await loadKey(services, { vault, id });
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Condition keys of cryptographic operations (page "Condition keys", 2026-02-10). */
function useConditions(encryptionContext: string | undefined, algorithm: string | undefined): ConditionContext {
  const pairs = encryptionContext === undefined ? {} : parseJson('EncryptionContext', encryptionContext);
  return {
    'kms:encryptionalgorithm': algorithm ?? 'SYMMETRIC_DEFAULT',
    ...(isObject(pairs) &&
      Object.fromEntries(
        Object.entries(pairs).map(([key, value]) => [
          `kms:encryptioncontext:${key.toLowerCase()}`,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      )),
  };
}
