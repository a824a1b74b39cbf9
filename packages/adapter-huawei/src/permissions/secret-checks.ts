import { type Secret, type Version, DomainError, openExportedSecret, selectVersion } from '@dragoman/core';
import {
  ANY,
  type Action,
  type CheckFacts,
  DOOR,
  type HuaweiCheck,
  type RawInput,
  checkOf,
} from '@dragoman/huawei-platform';

import { BLOB_PREFIX } from '../names.ts';
import type { HuaweiContext } from '../operation.ts';
import { grantsOfSecret } from '../wire/csms/grant.ts';
import { primaryOf } from '../wire/csms/replica.ts';
import type { OwnAttributes } from '../wire/csms/secret.ts';
import { selectorOf } from '../wire/csms/version.ts';
import { keyCheck } from './key-checks.ts';

/** What an operation of CSMS asks for. */
type SecretChecks = (context: HuaweiContext, input: RawInput) => Promise<readonly HuaweiCheck[]>;

/** What a grant of a secret lets its grantee do, where grants decide. @NOTE unverified */
const GRANTED: readonly Action[] = ['csms:secret:get', 'csms:secret:listVersion', 'csms:secret:getVersion'];

/** A check on a secret, which need not exist. @param context what conditions may ask of the request beside */
async function secretCheck(
  context: HuaweiContext,
  action: Action,
  { name, secret }: { readonly name: string; readonly secret: Secret | null },
  facts: NonNullable<CheckFacts['context']> = {},
): Promise<HuaweiCheck> {
  const decidesByGrants = context.settings.csms_grants && GRANTED.includes(action) && secret !== null;
  return checkOf(context, action, {
    on: `secretName:${name}`,
    ...(secret !== null && { enterpriseProject: projectOf(secret) }),
    context: { ...(secret !== null && factsOf(secret)), ...facts },
    ...(decidesByGrants && {
      resourceGrants: {
        operation: action,
        grants: (await grantsOfSecret(context, secret)).map((grantee) => ({ grantee, operations: GRANTED })),
      },
    }),
  });
}

/** The enterprise project that a secret is in. */
export function projectOf(secret: Secret): string {
  return ownOf(secret).enterprise_project_id ?? '0';
}

/** What conditions may ask of a secret. */
function factsOf(secret: Secret): Readonly<Record<string, string>> {
  return {
    'csms:Type': ownOf(secret).secret_type ?? 'COMMON',
    ...(secret.keyId !== null && { 'csms:KmsKeyId': secret.keyId }),
    ...Object.fromEntries(secret.tags.map(({ key, value }) => [`g:ResourceTag/${key}`, value])),
  };
}

function ownOf(secret: Secret): OwnAttributes {
  return secret.attributes[DOOR] ?? {};
}

/** Of an operation on the secret that its path names. */
export function onSecret(action: Action): SecretChecks {
  return async (context, { path }) => {
    const { secret_name: name, version_id: version, stage_name: stage } = path ?? {};
    const found = { name: String(name), secret: await find(context, String(name)) };
    return [
      await secretCheck(context, action, found, {
        ...(typeof version === 'string' && { 'csms:VersionId': version }),
        ...(typeof stage === 'string' && { 'csms:VersionStage': stage }),
      }),
    ];
  };
}

/** The secret of a name, or the primary of the replica that bears it. */
async function find({ services, vault }: HuaweiContext, name: string): Promise<Secret | null> {
  const own = await services.secrets.findByName(vault, name);
  if (own !== null) return own;
  const primary = await primaryOf(services, vault, name);
  return primary === null ? null : services.secrets.findById(primary.vault, primary.id);
}

/**
 * Of reading a value: the version, then the use of the key that it is under, unless that is the service's own
 * (ShowSecretVersion). A secret that cannot be read says so itself.
 */
export const onValue: SecretChecks = async (context, input) => {
  const { secret_name: name, version_id: id = '' } = input.path ?? {};
  const own = await onSecret('csms:secret:getVersion')(context, input);
  const secret = await find(context, String(name));
  const version = secret === null ? null : readable(context, secret, String(id));
  return version === null || secret === null
    ? own
    : [...own, ...(await keyUse(context, 'kms:cmk:decryptDataKey', secret.vault, version.keyId))];
};

/** Of the same within a batch. */
export async function valueChecks(context: HuaweiContext, secret: Secret, version: Version) {
  return [
    await secretCheck(context, 'csms:secret:getVersion', { name: secret.name, secret }),
    ...(await keyUse(context, 'kms:cmk:decryptDataKey', secret.vault, version.keyId)),
  ];
}

function readable({ settings }: HuaweiContext, secret: Secret, versionId: string): Version | null {
  if (!isUsable(secret)) return null;
  try {
    return selectVersion(secret, selectorOf(versionId, settings.latest));
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function isUsable(secret: Secret): boolean {
  return secret.state === 'enabled' && secret.deletionDueAt === null;
}

/** The use of a key of one's own; none of the service's own key, and none of one that there is not. */
async function keyUse(context: HuaweiContext, action: Action, vault: string, keyId: string | null) {
  const key = keyId === null ? null : await context.services.keys.find(vault, keyId);
  return key === null || key.isDefault ? [] : [await keyCheck({ ...context, vault }, action, key.id)];
}

/** Of a new version: the secret, then the use of its key (CreateSecretVersion). */
export const onNewVersion: SecretChecks = async (context, input) => {
  const own = await onSecret('csms:secret:createVersion')(context, input);
  const secret = await find(context, String(input.path?.['secret_name']));
  if (secret === null || !isUsable(secret)) return own;
  return [...own, ...(await keyUse(context, 'kms:cmk:createDataKey', secret.vault, secret.keyId))];
};

/** Of a batch that makes secrets: each of them is asked about when it is its turn. */
export const onEachItem: SecretChecks = async () => [];

/** Of a new secret: the name, then the use of its key (CreateSecret). One without a name has no valid input. */
export const onNewSecret: SecretChecks = async (context, { body }) => {
  const { name, kms_key_id: keyId, enterprise_project_id: project, secret_type: type } = body ?? {};
  if (typeof name !== 'string') return [];
  const own = checkOf(context, 'csms:secret:create', {
    on: `secretName:${name}`,
    ...(typeof project === 'string' && { enterpriseProject: project }),
    context: {
      'csms:Type': typeof type === 'string' ? type : 'COMMON',
      ...(typeof keyId === 'string' && { 'csms:KmsKeyId': keyId }),
    },
  });
  const key = typeof keyId === 'string' ? keyId : null;
  return [own, ...(await keyUse(context, 'kms:cmk:createDataKey', context.vault, key))];
};

/** Of a secret that is made again from its backup. One that is no backup is rejected for that. */
export const onBackup: SecretChecks = async (context, { body }) => {
  const blob = body?.['secret_blob'];
  if (typeof blob !== 'string' || !blob.startsWith(BLOB_PREFIX)) return [];
  const secret = openExportedSecret(context.services, blob.slice(BLOB_PREFIX.length))?.secret ?? null;
  return secret === null ? [] : [await secretCheck(context, 'csms:secret:create', { name: secret.name, secret })];
};

/** Of a replica: the secret, then the use of the replica's key in its region (CreateSecretReplica, constraints). */
export const onNewReplica: SecretChecks = async (context, input) => {
  const own = await onSecret('csms:secret:createReplica')(context, input);
  const { region, kms_key_id: keyId } = input.body ?? {};
  if (typeof region !== 'string' || typeof keyId !== 'string') return own;
  return [...own, await keyCheck(context, 'kms:cmk:createDataKey', keyId, region)];
};

/**
 * Of an operation on the secret that an id leads to, in its path, body or query.
 * @NOTE unverified: that an unknown id is told as missing to whoever has no permission either
 */
export function onSecretId(action: Action): SecretChecks {
  return async (context, { path, query, body }) => {
    const id = path?.['secret_id'] ?? body?.['resource_id'] ?? query?.['resource_id'];
    const secret = await context.services.secrets.findById(context.vault, String(id));
    if (secret === null) return [];
    return [await secretCheck(context, action, { name: secret.name, secret }, requestedTags({ path, body }))];
  };
}

/** What conditions may ask of the tags that a request names. */
function requestedTags({ path, body }: { path: RawInput['path']; body: RawInput['body'] }): CheckFacts['context'] {
  const { tag, tags } = body ?? {};
  const given = (Array.isArray(tags) ? tags : [tag]).filter(isTag);
  const keys = typeof path?.['key'] === 'string' ? [path['key']] : given.map(({ key }) => key);
  return {
    ...Object.fromEntries(
      given.map(({ key, value }) => [`g:RequestTag/${key}`, typeof value === 'string' ? value : '']),
    ),
    ...(keys.length > 0 && { 'g:TagKeys': keys }),
  };
}

function isTag(given: unknown): given is { readonly key: string; readonly value?: unknown } {
  return typeof given === 'object' && given !== null && 'key' in given && typeof given.key === 'string';
}

/** Of a list of secrets, which shows those that the caller may see. */
export function onSecrets(action: Action): SecretChecks {
  return async (context) => [checkOf(context, action, { on: 'secretName:*', enterpriseProject: ANY })];
}

/** Of a batch that deletes, which takes no grants of enterprise projects (table of permissions of CSMS, 2026). */
export const onDeletedBatch: SecretChecks = async (context) => [deletionCheck(context, '*')];

/** Of one secret of it. */
export function deletionCheck(context: HuaweiContext, name: string): HuaweiCheck {
  return checkOf(context, 'csms:secret:delete', { on: `secretName:${name}`, takesEnterpriseProjects: false });
}
