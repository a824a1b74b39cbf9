import type { CustomerKey } from '@dragoman/core';
import { ANY, type Action, type HuaweiCheck, type RawInput, checkOf } from '@dragoman/huawei-platform';

import type { HuaweiContext } from '../operation.ts';
import { keyIdOfData, keyIdOfDatakey } from '../wire/kms/ciphertext.ts';
import { type Grant, grantsOfKey } from '../wire/kms/grant.ts';
import { enterpriseProjectOf, specToWire, usageToWire } from '../wire/kms/key.ts';

/** What an operation of KMS asks for. */
type KeyChecks = (context: HuaweiContext, input: RawInput) => Promise<readonly HuaweiCheck[]>;

/** What grants of a key call the operation that an action is; those without a name no grant gives. */
const GRANTED: Partial<Readonly<Record<Action, string>>> = {
  'kms:cmk:createDataKey': 'create-datakey',
  'kms:cmk:createDataKeyWithoutPlaintext': 'create-datakey-without-plaintext',
  'kms:cmk:encryptDataKey': 'encrypt-datakey',
  'kms:cmk:decryptDataKey': 'decrypt-datakey',
  'kms:cmk:encryptData': 'encrypt-data',
  'kms:cmk:decryptData': 'decrypt-data',
  'kms:cmk:get': 'describe-key',
  'kms:cmk:createGrant': 'create-grant',
};

/**
 * A check on one key, which need not exist.
 * @param region where it is, if not in the project's
 */
export async function keyCheck(
  context: HuaweiContext,
  action: Action,
  keyId: string,
  region?: string,
): Promise<HuaweiCheck> {
  const key = await context.services.keys.find(context.vault, keyId);
  const operation = GRANTED[action];
  return checkOf(context, action, {
    on: `KeyId:${keyId}`,
    ...(region !== undefined && { region }),
    ...(key !== null && { enterpriseProject: enterpriseProjectOf(key), context: factsOf(key) }),
    ...(operation !== undefined && {
      resourceGrants: { operation, grants: (await grantsOfKey(context, keyId)).map(({ body }) => body) },
    }),
  });
}

/** What conditions may ask of a key. */
function factsOf(key: CustomerKey): Readonly<Record<string, string>> {
  return {
    'kms:KeySpec': specToWire(key.spec),
    'kms:KeyUsage': usageToWire(key.usage),
    'kms:KeyOrigin': key.origin === 'external' ? 'external' : 'kms',
    ...Object.fromEntries(key.tags.map((tag) => [`g:ResourceTag/${tag.key}`, tag.value])),
  };
}

/** Of an operation on the key that its input names; one that names none has no valid input. */
export function onKey(action: Action): KeyChecks {
  return async (context, { path, query, body }) => {
    const id = path?.['key_id'] ?? body?.['key_id'] ?? body?.['target_key_id'] ?? query?.['key_id'];
    return typeof id === 'string' && id !== '' ? [await keyCheck(context, action, id)] : [];
  };
}

/** Of the list of a key's names, or of all names. */
export const onAliases: KeyChecks = async (context, input) => {
  const ofKey = await onKey('kms:cmk:listAliases')(context, input);
  return ofKey.length > 0 ? ofKey : [checkOf(context, 'kms:cmk:listAliases')];
};

/** Of a new key: an enterprise project's grants count for those that are made in it. */
export const onNewKey: KeyChecks = async (context, { body }) => {
  const project = body?.['enterprise_project_id'];
  return [
    checkOf(context, 'kms:cmk:create', {
      ...(typeof project === 'string' && project !== '' && { enterpriseProject: project }),
    }),
  ];
};

/** Of a list of keys, which shows those that the caller may see. */
export function onKeys(action: Action): KeyChecks {
  return async (context) => [checkOf(context, action, { enterpriseProject: ANY })];
}

/** Of data that is decrypted: a ciphertext of a symmetric key says itself by which key. */
export const onCiphertext: KeyChecks = async (context, { body }) => {
  const [named, text] = [body?.['key_id'], body?.['cipher_text']];
  const id = typeof named === 'string' ? named : typeof text === 'string' ? keyIdOfData(text) : null;
  return id === null ? [] : [await keyCheck(context, 'kms:cmk:decryptData', id)];
};

/**
 * Of what is encrypted by another key: the keys it comes from and goes to, in this order.
 * @NOTE unverified: that the two are asked for under the actions of decrypting and encrypting
 */
export const onBothKeys: KeyChecks = async (context, { body }) => {
  const text = typeof body?.['cipher_text'] === 'string' ? body['cipher_text'] : '';
  const isDatakey = (body?.['datakey_cipher_length'] ?? '') !== '';
  const source = body?.['source_key_id'] ?? (isDatakey ? keyIdOfDatakey(text) : keyIdOfData(text));
  const target = body?.['destination_key_id'];
  if (typeof source !== 'string' || typeof target !== 'string') return [];
  return [
    await keyCheck(context, isDatakey ? 'kms:cmk:decryptDataKey' : 'kms:cmk:decryptData', source),
    await keyCheck(context, isDatakey ? 'kms:cmk:encryptDataKey' : 'kms:cmk:encryptData', target),
  ];
};

/**
 * Of a grant that is retired: who has it may, where it says so, and so may who was named to (RetireGrant, 2022-12-06).
 */
export const onOwnGrant: KeyChecks = async (context, { body }) => {
  const [keyId, grantId] = [body?.['key_id'], body?.['grant_id']];
  if (typeof keyId !== 'string') return [];
  const check = await keyCheck(context, 'kms:cmk:retireGrant', keyId);
  const grant = (await grantsOfKey(context, keyId)).find(({ id }) => id === grantId)?.body;
  return [
    { ...check, resourceGrants: { operation: 'retire-grant', grants: grant === undefined ? [] : retirers(grant) } },
  ];
};

function retirers({ grantee, operations, retiring, issuer }: Grant) {
  const retire = ['retire-grant'];
  return [
    { grantee, operations },
    { grantee: retiring, operations: retire },
    { grantee: issuer, operations: retire },
  ];
}
