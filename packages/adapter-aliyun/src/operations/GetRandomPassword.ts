import { type CharacterClass, generatePassword } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { invalidParameter } from '../errors/kms-errors.ts';
import { HELP } from '../messages/operations.ts';
import { defineOperation } from '../operation.ts';
import { Flag, isTrue } from '../wire/fields.ts';
import { onAnything } from '../secrets/secret-checks.ts';

const DEFAULT_LENGTH = 32;

/** The flag that leaves each kind of character out. */
const EXCLUDED_BY = {
  ExcludeLowercase: 'lowercase',
  ExcludeUppercase: 'uppercase',
  ExcludeNumbers: 'digits',
  ExcludePunctuation: 'punctuation',
} as const satisfies Record<string, CharacterClass>;

export const GetRandomPassword = defineOperation({
  name: 'GetRandomPassword',
  input: Type.Object({
    // 8 to 128.
    PasswordLength: Type.Optional(Type.String({ pattern: '^([89]|[1-9][0-9]|1[01][0-9]|12[0-8])$' })),
    // Of any of the four kinds: printable ASCII but the blank.
    ExcludeCharacters: Type.Optional(Type.String({ pattern: '^[!-~]*$' })),
    ExcludeLowercase: Type.Optional(Flag),
    ExcludeUppercase: Type.Optional(Flag),
    ExcludeNumbers: Type.Optional(Flag),
    ExcludePunctuation: Type.Optional(Flag),
    RequireEachIncludedType: Type.Optional(Flag),
  }),
  checks: onAnything('kms:GetRandomPassword'),
  async run({ services }, request) {
    const flags = Object.keys(EXCLUDED_BY) as (keyof typeof EXCLUDED_BY)[];
    const password = generatePassword(
      {
        length: Number(request.PasswordLength ?? DEFAULT_LENGTH),
        classes: flags.filter((flag) => !isTrue(request[flag])).map((flag) => EXCLUDED_BY[flag]),
        exclude: request.ExcludeCharacters ?? '',
        // The metadata's default; the text beside it says false.
        requireEachClass: isTrue(request.RequireEachIncludedType ?? 'true'),
      },
      (length) => services.ids.bytes(length),
    );
    if (password === null) throw invalidParameter('', HELP.allExcluded);
    return { RandomPassword: password };
  },
});
