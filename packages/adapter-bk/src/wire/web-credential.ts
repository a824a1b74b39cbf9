import { type Credential, type CredentialType, SLOTS_OF, type SlotChange, isCredentialType } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { KEEP } from '../names.ts';
import { type Scalar, isBlank, textField, textOf } from './fields.ts';

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
 * The type of a body; `null` without one. @throws JobError 1240003 for one that there is not, 1240002 for values that
 * are encrypted
 */
export function typeIn(input: RowInput): CredentialType | null {
  const text = textOf(input.type);
  if (text !== null && !isCredentialType(text))
    throw new JobError(1240003, { help: HELP.credentialTypes({ keys: Object.keys(SLOTS_OF).join(', ') }) });
  if (!isBlank(textOf(input.algorithm))) throw new JobError(1240002, { help: HELP.valuesInClear });
  return text;
}

/** The values by their number as a new credential's slots; what is absent or null stays empty. */
export function slotsIn(type: CredentialType, input: RowInput): Credential {
  const values = [textOf(input.value1), textOf(input.value2)];
  const slots = SLOTS_OF[type].map((slot, at) => [slot, values[at] ?? null] as const);
  return { type, slots: Object.fromEntries(slots.filter(([, text]) => text !== null)) };
}

/** The values by their number as an update's slots. */
export function slotChangesIn(type: CredentialType, input: RowInput): Record<string, SlotChange> {
  const values = [input.value1, input.value2];
  return Object.fromEntries(
    SLOTS_OF[type].map((slot, at) => {
      const value = values[at];
      return [slot, value === KEEP ? 'keep' : { set: textOf(value) }];
    }),
  );
}
