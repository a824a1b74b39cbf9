import { type Secret, listSecretsByName } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import type { Instance } from '../errors/permission.ts';
import { HELP } from '../messages.ts';
import { KEEP } from '../names.ts';
import type { JobContext } from '../operation.ts';
import { idToWire, nameOf } from '../wire/credential.ts';
import { isNameRejected } from './credential-names.ts';
import { isPermitted, permitOnCredential } from './permissions.ts';
import { readCredential } from './read-credential.ts';

/** Rejects a body without a type, once the service would have looked at permission and name. @throws JobError */
export async function rejectTypeless(context: JobContext, id: string | null, name: string | null): Promise<never> {
  if (id !== null) await permitOnCredential(context, 'manage_ticket', id);
  if (context.features.hasUniqueNames && (await isNameRejected(context, name, id)))
    throw new JobError(1243060, { parameters: [name ?? 'null'] });
  throw new JobError(1240002, { help: HELP.giveType });
}

/** The scope's credentials that fit, the last changed first; those that wait for their deletion are none. */
export async function credentialsOf(
  { services, vault }: JobContext,
  fits: (secret: Secret) => boolean,
): Promise<Secret[]> {
  const where = (secret: Secret): boolean => secret.deletionDueAt === null && fits(secret);
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: Number.MAX_SAFE_INTEGER, where });
  return secrets.toSorted((left, right) => right.updatedAt - left.updatedAt);
}

/** A row of the list. Of its values only those show that are no secrets: a username, an access key. */
export async function rowToWire(
  context: JobContext,
  secret: Secret,
  may: { readonly canManage: boolean | null; readonly canUse: boolean | null },
): Promise<unknown> {
  const { type, slots } = await readCredential(context.services, secret);
  const visible = {
    USERNAME_PASSWORD: slots.username,
    APP_ID_SECRET_KEY: slots.accessKey,
    PASSWORD: KEEP,
    SECRET_KEY: KEEP,
  }[type];
  return {
    id: idToWire(secret),
    name: nameOf(secret),
    type,
    description: secret.description,
    value1: visible ?? null,
    value2: KEEP,
    value3: KEEP,
    creator: secret.createdBy,
    createTime: secret.createdAt,
    lastModifyUser: secret.updatedBy,
    lastModifyTime: secret.updatedAt,
    canManage: may.canManage,
    canUse: may.canUse,
  };
}

/** Whether the user may do something with a credential; a list marks it. */
export function isPermittedOn(context: JobContext, action: 'manage_ticket' | 'use_ticket', secret: Secret): boolean {
  const instance: Instance = { type: 'ticket', id: idToWire(secret), name: nameOf(secret) };
  return isPermitted(context, action, { instance, creator: secret.createdBy });
}
