import type { SecretValue } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { MAX_VALUE_BYTES } from '../../names.ts';
import type { HuaweiSettings } from '../../settings.ts';

/**
 * The two places of a secret value, of which exactly one is filled. Base64 is not looked into: the very string comes
 * back.
 */
export const valueFields = {
  secret_string: Type.Optional(Type.String()),
  secret_binary: Type.Optional(Type.String()),
};

interface ValueFields {
  readonly secret_string?: string;
  readonly secret_binary?: string;
}

/** @throws InvalidInputError when both places are filled, or none, and for a value that is too long */
export function valueFromWire(body: ValueFields, { value_limit }: Pick<HuaweiSettings, 'value_limit'>): SecretValue {
  const { secret_string: text, secret_binary: binary } = body;
  const most = MAX_VALUE_BYTES[value_limit];
  if (Buffer.byteLength(text ?? binary ?? '') > most)
    throw new InvalidInputError(
      text === undefined ? 'body.secret_binary' : 'body.secret_string',
      'maxBytes',
      HELP.valueLimit({ most }),
    );
  if (text !== undefined && binary === undefined) return { type: 'text', data: text };
  if (binary !== undefined && text === undefined) return { type: 'binary', data: binary };
  throw new InvalidInputError('body', 'one-value', HELP.oneValue);
}

export function valueToWire(value: SecretValue): ValueFields {
  return value.type === 'text' ? { secret_string: value.data } : { secret_binary: value.data };
}
