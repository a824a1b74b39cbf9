import {
  CURRENT,
  type Credential,
  type CredentialType,
  DomainError,
  SLOTS_OF,
  type Secret,
  type SlotChange,
  credentialFromText,
  isCredentialType,
  listSecretsByName,
  readSecretValue,
} from '@dragoman/core';

import { isNameRejected } from '../checks.ts';
import { JobFailure } from '../errors.ts';
import { KEEP } from '../names.ts';
import type { JobContext } from '../operation.ts';
import { isPermitted, permitOnCredential } from '../permits.ts';
import { idToWire, nameOf } from '../wire/credential.ts';
import { type Scalar, isBlank, textField, textOf } from '../wire/scope.ts';

/** The body of create and update. */
export const rowFields = {
  name: textField,
  type: textField,
  description: textField,
  value1: textField,
  value2: textField,
  value3: textField,
  algorithm: textField,
};

type RowInput = { readonly [Field in keyof typeof rowFields]?: Scalar };

/**
 * The type of a body; `null` without one. @throws JobFailure 1240003 for one that there is not, 1240002 for values that
 * are encrypted
 */
export function typeIn(input: RowInput): CredentialType | null {
  const text = textOf(input.type);
  if (text !== null && !isCredentialType(text))
    throw new JobFailure(1240003, { help: `credential types are ${Object.keys(SLOTS_OF).join(', ')}` });
  if (!isBlank(textOf(input.algorithm)))
    throw new JobFailure(1240002, { help: 'values come in the clear: leave algorithm out' });
  return text;
}

/** Values by place as a new credential's slots; what is absent or null stays empty. */
export function slotsIn(type: CredentialType, input: RowInput): Credential {
  const values = [textOf(input.value1), textOf(input.value2)];
  const slots = SLOTS_OF[type].map((slot, place) => [slot, values[place] ?? null] as const);
  return { type, slots: Object.fromEntries(slots.filter(([, text]) => text !== null)) };
}

/** Values by place as an update's slots. */
export function slotChangesIn(type: CredentialType, input: RowInput): Record<string, SlotChange> {
  const values = [input.value1, input.value2];
  return Object.fromEntries(
    SLOTS_OF[type].map((slot, place) => {
      const value = values[place];
      return [slot, value === KEEP ? 'keep' : { set: textOf(value) }];
    }),
  );
}

/** Refuses an update without a type, once the service would have looked at permission and name. @throws JobFailure */
export async function rejectTypeless(context: JobContext, id: string | null, name: string | null): Promise<never> {
  if (id !== null) await permitOnCredential(context, 'manage_ticket', id);
  if (context.traits.hasUniqueNames && (await isNameRejected(context, name, id)))
    throw new JobFailure(1243060, { parameters: [name ?? 'null'] });
  throw new JobFailure(1240002, { help: 'give type' });
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

/** A row of the list. Only what is no secret of its type shows: a username, an access key. */
export async function rowToWire(
  context: JobContext,
  secret: Secret,
  may: { readonly canManage: boolean | null; readonly canUse: boolean | null },
): Promise<unknown> {
  const { type, slots } = await openedOf(context, secret);
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

/** What the user may do with the scope's credentials. */
export function rightsOf(context: JobContext): {
  readonly canManage: boolean;
  readonly canUse: boolean;
  readonly canCreate: boolean;
} {
  const may = (action: 'manage_ticket' | 'use_ticket' | 'create_ticket'): boolean => isPermitted(context, action);
  return { canManage: may('manage_ticket'), canUse: may('use_ticket'), canCreate: may('create_ticket') };
}

/** A value that cannot be read, as its key is disabled, looks like a secret key. */
async function openedOf({ services }: JobContext, { vault, id }: Secret): Promise<Credential> {
  try {
    const { value } = await readSecretValue(services, {
      ref: { vault, id },
      selector: { label: CURRENT },
      allowPendingDeletion: true,
    });
    return credentialFromText(value.data);
  } catch (error) {
    if (error instanceof DomainError) return { type: 'SECRET_KEY', slots: {} };
    throw error;
  }
}
