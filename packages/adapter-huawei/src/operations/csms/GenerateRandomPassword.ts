import { type CharacterClass, DomainError, generatePassword } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { unchecked } from '@dragoman/huawei-platform';

const off = Type.Boolean({ default: false });

const Body = Type.Object({
  password_policy_name: Type.Optional(Type.String()),
  length: Type.Integer({ minimum: 1, maximum: 4096, default: 32 }),
  exclude_characters: Type.String({ default: '' }),
  exclude_lowercase: off,
  exclude_uppercase: off,
  exclude_numbers: off,
  exclude_punctuation: off,
  include_space: off,
  require_each_included_type: off,
});

/**
 * Makes a password and keeps nothing of it. There is no operation that makes a policy, so a policy that is named is
 * missed.
 * @NOTE unverified: the bounds of `length`, which the definition leaves at those of an int32
 */
export const GenerateRandomPassword = defineOperation({
  ...CSMS,
  name: 'GenerateRandomPassword',
  checks: unchecked,
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/generate-password' }],
  body: 'optional',
  input: Type.Object({ body: Body }),
  async run({ services }, { body }) {
    if (body.password_policy_name !== undefined) throw new DomainError('resource-not-found', body.password_policy_name);
    const rules = {
      length: body.length,
      classes: classesOf(body),
      exclude: body.exclude_characters,
      requireEachClass: body.require_each_included_type,
    };
    const password = generatePassword(rules, (length) => services.ids.bytes(length));
    if (password === null) throw new InvalidInputError('body', 'password', HELP.noPasswordFits);
    return { password };
  },
});

function classesOf(body: Static<typeof Body>): CharacterClass[] {
  const included: Record<CharacterClass, boolean> = {
    lowercase: !body.exclude_lowercase,
    uppercase: !body.exclude_uppercase,
    digits: !body.exclude_numbers,
    punctuation: !body.exclude_punctuation,
    space: body.include_space,
  };
  return (Object.keys(included) as CharacterClass[]).filter((name) => included[name]);
}
