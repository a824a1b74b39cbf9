import {
  type Credential,
  type CredentialSlots,
  type CredentialType,
  type Secret,
  type SlotChange,
  SLOTS_OF,
  isCredentialType,
} from '@dragoman/core';
import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { DOCUMENTED_KEY_TYPE, DOOR, KEEP, type Scope } from '../names.ts';
import type { BkSettings } from '../settings.ts';
import type { ReleaseFeatures } from '../release-features.ts';
import { type Scalar, isBlank, textField, textOf } from './fields.ts';

/** The fields that describe a credential. Fields that do not belong to its type are ignored. */
export const credentialFields = {
  name: textField,
  type: textField,
  description: textField,
  credential_access_key: textField,
  credential_secret_key: textField,
  credential_username: textField,
  credential_password: textField,
};

type CredentialInput = { readonly [Field in keyof typeof credentialFields]?: Scalar };

const FIELD_OF_SLOT = {
  accessKey: 'credential_access_key',
  secretKey: 'credential_secret_key',
  username: 'credential_username',
  password: 'credential_password',
} as const satisfies Record<keyof CredentialSlots, keyof CredentialInput>;

/** The text of a field that must have more than blanks. @throws JobError 1241010 */
export function requireFilled(field: string, value: Scalar | undefined): string {
  const text = textOf(value);
  if (text === null || isBlank(text))
    throw new JobError(1241010, {
      parameters: [field, `${field} cannot be null or blank`],
      help: HELP.giveField({ field }),
    });
  return text;
}

/**
 * The type that a string names.
 * @throws JobError 1240002 for any other, as the service looks the text up before it checks it; 1241010 when switched
 */
export function typeFromWire(text: string | null, settings: BkSettings): CredentialType {
  if (isCredentialType(text)) return text;
  if (text === DOCUMENTED_KEY_TYPE && settings.accept_documented_type) return 'APP_ID_SECRET_KEY';
  const known = Object.keys(SLOTS_OF).join(',');
  const help = HELP.credentialTypes({ keys: known });
  if (!settings.explain_unknown_type) throw new JobError(1240002, { help });
  throw new JobError(1241010, {
    parameters: ['type', `Unsupported type:${text ?? 'null'}, supported types:${known}`],
    help,
  });
}

/** The slots that the type has, as a new credential fills them; what is absent or null stays empty. */
export function slotsFromWire(type: CredentialType, input: CredentialInput): Credential {
  const slots = SLOTS_OF[type].map((slot) => [slot, textOf(input[FIELD_OF_SLOT[slot]])] as const);
  return { type, slots: Object.fromEntries(slots.filter(([, text]) => text !== null)) };
}

/**
 * What an update writes: all there is where it replaces all, else what it names.
 * @throws JobError for the type
 */
export function changeFromWire(id: string, input: CredentialInput, settings: BkSettings): CredentialChange {
  const all = settings.update_replaces_all;
  return {
    id,
    ...((all || input.type !== undefined) && { type: typeFromWire(textOf(input.type), settings) }),
    ...((all || input.name !== undefined) && { name: textOf(input.name) }),
    ...((all || input.description !== undefined) && { description: textOf(input.description) }),
    slots: slotChangesFromWire(input, all),
  };
}

/** What an update writes; what is absent stays. */
export interface CredentialChange {
  /** As the wire has it. */
  readonly id: string;
  readonly name?: string | null;
  readonly type?: CredentialType;
  readonly description?: string | null;
  readonly slots: { readonly [Slot in keyof CredentialSlots]: SlotChange };
}

/**
 * What an update does to each slot; a slot that it leaves out is absent here, or emptied when an update replaces all.
 */
function slotChangesFromWire(
  input: CredentialInput,
  replacesAll: boolean,
): { [Slot in keyof CredentialSlots]: SlotChange } {
  const changes = Object.entries(FIELD_OF_SLOT).flatMap(([slot, field]): [string, SlotChange][] => {
    const value = input[field];
    if (value === undefined && !replacesAll) return [];
    return [[slot, value === KEEP ? 'keep' : { set: textOf(value) }]];
  });
  return Object.fromEntries(changes);
}

/**
 * The name that the door shows. Names of secrets are unique in a vault: a credential that was given a name that another
 * has bears it in its attributes alone.
 */
export function nameOf(secret: Secret): string {
  const visible = secret.attributes[DOOR]?.['name'];
  return typeof visible === 'string' ? visible : secret.name;
}

/** A credential's id: the secret's without dashes. */
export function idToWire(secret: Secret): string {
  return secret.id.replaceAll('-', '');
}

const ID = /^[0-9a-f]{32}$/i;

/** The secret's id in a credential's id; `null` for a string that no credential's id can be. */
export function idFromWire(id: string): string | null {
  if (!ID.test(id)) return null;
  const digits = id.toLowerCase();
  const head = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}`;
  return `${head}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/** What create and update answer. */
export function simpleInfoToWire(secret: Secret, features: ReleaseFeatures): unknown {
  return { id: idToWire(secret), ...(features.answersName && { name: nameOf(secret) }) };
}

/** What detail answers. The service always leaves `bk_biz_id` null. */
export function detailToWire(secret: Secret, type: CredentialType, scope: Scope): unknown {
  return {
    bk_biz_id: null,
    bk_scope_type: scope.type,
    bk_scope_id: scope.id,
    id: idToWire(secret),
    name: nameOf(secret),
    type,
    description: secret.description,
    creator: secret.createdBy,
    create_time: secret.createdAt,
    last_modify_user: secret.updatedBy,
    last_modify_time: secret.updatedAt,
  };
}
