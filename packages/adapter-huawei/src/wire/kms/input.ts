import { Type } from '@sinclair/typebox';

import { type KmsErrorName, kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';

const KEY_ID_PATTERN = '^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$';

export const keyIdField = Type.String({ pattern: KEY_ID_PATTERN });

/** Every body takes one; it is not answered. */
export const sequenceField = Type.Optional(Type.String({ maxLength: 36 }));

export const keyIdPath = Type.Object({ key_id: keyIdField });

/** A body that names a key and nothing else. */
export const keyBody = Type.Object({ key_id: keyIdField, sequence: sequenceField });

/**
 * A number as requests give it: in a string, but Terraform sends integers where the definition says a string (`limit`
 * of list-grants).
 */
export const numberField = Type.Union([Type.String({ maxLength: 10 }), Type.Integer()]);

/** Additional data that is bound to a ciphertext. */
export const boundField = Type.Optional(Type.String({ minLength: 1, maxLength: 128 }));

/** Base64 as the definitions have it. */
export const base64Field = (limits: { readonly maxLength: number }) =>
  Type.String({ ...limits, minLength: 1, pattern: '^[0-9a-zA-Z+/=]*$' });

interface Range {
  readonly min: number;
  readonly max: number;
  readonly error: KmsErrorName;
}

/** Reads a number of a range. @throws VendorError the error of the range */
export function numberFromWire(given: string | number, { min, max, error }: Range): number {
  const number = typeof given === 'number' || /^[0-9]+$/.test(given) ? Number(given) : NaN;
  if (!(number >= min && number <= max)) throw kmsError(error, HELP.numberBetween({ min, max }));
  return number;
}
