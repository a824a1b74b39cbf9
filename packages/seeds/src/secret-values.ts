import {
  type CredentialSlots,
  credentialToText,
  type CredentialType,
  type SecretValue,
  SLOTS_OF,
} from '@dragoman/core';

import type { SeedSlots, SeedVersion } from './schema.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';

const FIELDS = ['value', 'binary', 'credential'] as const;
const FIELD_OF_SLOT = {
  accessKey: 'access_key',
  secretKey: 'secret_key',
  username: 'username',
  password: 'password',
} as const satisfies Record<keyof CredentialSlots, keyof SeedSlots>;

/** The one value that stands there. @throws SeedError where it is none, or several */
export function valueOf(
  given: Pick<SeedVersion, 'value' | 'binary' | 'credential'>,
  source: SeedSource,
  path: SeedPath,
): SecretValue {
  const [first, second] = FIELDS.filter((field) => given[field] !== undefined);
  if (first === undefined)
    throw new SeedError(source, path, 'has no value: give value, binary, credential or versions');
  if (second !== undefined) throw new SeedError(source, [...path, second], `stands beside ${first}: give one of them`);
  if (given.credential !== undefined)
    return { type: 'text', data: credentialText(given.credential, source, [...path, 'credential']) };
  return given.binary === undefined
    ? { type: 'text', data: given.value ?? '' }
    : { type: 'binary', data: given.binary };
}

/** The slots as the text that is kept. @throws SeedError where they do not fill a type */
export function credentialText(given: SeedSlots, source: Pick<SeedSource, 'locationOf'>, path: SeedPath): string {
  const type = given.type ?? impliedType(given);
  if (type === null) throw new SeedError(source, path, `fits no type of credential: ${TYPES_IN_WORDS}`);
  const required: readonly (keyof CredentialSlots)[] = SLOTS_OF[type];
  const missing = required.find((slot) => given[FIELD_OF_SLOT[slot]] === undefined);
  if (missing !== undefined) throw new SeedError(source, path, `lacks ${FIELD_OF_SLOT[missing]}: ${TYPES_IN_WORDS}`);
  const alien = SLOTS.find((slot) => given[FIELD_OF_SLOT[slot]] !== undefined && !required.includes(slot));
  if (alien !== undefined)
    throw new SeedError(source, [...path, FIELD_OF_SLOT[alien]], `is no part of ${type}: ${TYPES_IN_WORDS}`);
  return credentialToText({
    type,
    slots: Object.fromEntries(required.map((slot) => [slot, given[FIELD_OF_SLOT[slot]]])),
  });
}

const SLOTS = Object.keys(FIELD_OF_SLOT) as (keyof CredentialSlots)[];
const TYPES_IN_WORDS = Object.entries(SLOTS_OF)
  .map(([type, slots]) => `${type} has ${slots.map((slot) => FIELD_OF_SLOT[slot]).join(' and ')}`)
  .join(', ');

function impliedType(given: SeedSlots): CredentialType | null {
  const filled = SLOTS.filter((slot) => given[FIELD_OF_SLOT[slot]] !== undefined);
  const fitting = Object.entries(SLOTS_OF).find(
    ([, slots]) =>
      slots.length === filled.length && filled.every((slot) => (slots as readonly string[]).includes(slot)),
  );
  return fitting === undefined ? null : (fitting[0] as CredentialType);
}
