import type { SecretValue } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { MAX_VALUE_BYTES } from '../../names.ts';

/**
 * The two places of a secret value, of which exactly one is filled. Base64 is not looked into: the very string comes
 * back.
 */
export const valueFields = {
  secret_string: Type.Optional(Type.String({ maxBytes: MAX_VALUE_BYTES })),
  secret_binary: Type.Optional(Type.String({ maxBytes: MAX_VALUE_BYTES })),
};

interface ValueFields {
  readonly secret_string?: string;
  readonly secret_binary?: string;
}

/** @throws InvalidInputError when both places are filled, or none */
export function valueFromWire(body: ValueFields): SecretValue {
  const { secret_string: text, secret_binary: binary } = body;
  if (text !== undefined && binary === undefined) return { type: 'text', data: text };
  if (binary !== undefined && text === undefined) return { type: 'binary', data: binary };
  throw new InvalidInputError('body', 'one-value', 'give exactly one of secret_string and secret_binary');
}

export function valueToWire(value: SecretValue): ValueFields {
  return value.type === 'text' ? { secret_string: value.data } : { secret_binary: value.data };
}
