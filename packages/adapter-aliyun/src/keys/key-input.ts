import { Type } from '@sinclair/typebox';

import type { OwnRejections } from '../errors/kms-errors.ts';
import { Flag, isTrue } from '../wire/fields.ts';
import { intervalFromWire } from '../wire/interval.ts';
import { contextField } from './key-data.ts';
import { KeyId } from './key-id.ts';

export const KeyDescription = Type.String({ maxLength: 8192 });

/** What asks for a data key. */
export const dataKeyRequest = {
  KeyId,
  KeySpec: Type.Optional(Type.String({ pattern: '^AES_(256|128)$' })),
  // Counts before KeySpec.
  NumberOfBytes: Type.Optional(Type.String({ pattern: '^([1-9][0-9]{0,2}|10[01][0-9]|102[0-4])$' })),
  EncryptionContext: contextField,
};

export const dryRun = { DryRun: Type.Optional(Flag) };

export const rotationRequest = {
  EnableAutomaticRotation: Type.Optional(Flag),
  // Looked at with rotation enabled alone.
  RotationInterval: Type.Optional(Type.String()),
};

const MIN_ROTATION_MS = 7 * 86_400_000;
const MAX_ROTATION_MS = 365 * 86_400_000;

/**
 * How often a key is to rotate; `null` where rotation is not asked for, whatever the interval.
 * @throws InvalidInput for one that is missing or not from 7 to 365 days
 */
export function rotationFromWire(request: {
  readonly EnableAutomaticRotation?: string;
  readonly RotationInterval?: string;
}): { readonly intervalMs: number } | null {
  if (!isTrue(request.EnableAutomaticRotation)) return null;
  return { intervalMs: intervalFromWire(request.RotationInterval, MIN_ROTATION_MS, MAX_ROTATION_MS) };
}

type Rejection = NonNullable<OwnRejections[keyof OwnRejections]>;

/** What the operations of symmetric keys say of another key. */
export const SYMMETRIC_ONLY = {
  'key-operation-unsupported': [400, 'UnsupportedOperation', 'This action is not supported.'],
} as const satisfies OwnRejections;

/** An error that names the parameter which the core could not work on. */
export function invalidRejection(name: string): Rejection {
  return [400, 'InvalidParameter', `The specified parameter ${name} is not valid.`];
}

/** What an export says of a data key that the recipient's public key cannot take. */
export const EXPORT_REJECTIONS = {
  ...SYMMETRIC_ONLY,
  'key-input-invalid': invalidRejection('PublicKeyBlob'),
} satisfies OwnRejections;
