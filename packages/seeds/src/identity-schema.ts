import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { grantList } from './grant-schema.ts';
import { policyList } from './policy-schema.ts';
import { text } from './texts.ts';

const named = (what: string) =>
  Type.Optional(
    strictObject({
      name: text(`of the ${what}`, 64),
      id: Type.Optional(text(`of the ${what}; derived from its name by default`, 64)),
    }),
  );

const ADDRESS = Type.String({ pattern: '^(huawei|aliyun|bk):.+$', maxLength: 300 });

/** Somebody who calls, and what proves it at which door. */
export const identitySchema = strictObject({
  id: text('of your own, unique', 128),
  name: Type.Optional(text('what doors show as the creator or the user; the id by default', 128)),
  addresses: Type.Optional(
    Type.Array(ADDRESS, { maxItems: 1_000, description: 'where it may work; everywhere by default' }),
  ),
  context: Type.Optional(
    strictObject(
      {
        source_ip: Type.Optional(
          text('the address that its requests are said to come from; the real one by default', 64),
        ),
        mfa: Type.Optional(Type.Boolean({ description: 'whether it signed in with MFA' })),
        vpc: Type.Optional(text('the VPC that its requests are said to come from', 64)),
      },
      { description: 'what conditions of policies are told of its requests' },
    ),
  ),
  access_keys: Type.Optional(
    Type.Array(strictObject({ id: text('the access key id', 128), secret: text('the secret key', 256) }), {
      maxItems: 100,
      description: "sign at Huawei's door and at Aliyun's",
    }),
  ),
  apps: Type.Optional(
    Type.Array(strictObject({ code: text('bk_app_code', 128), secret: text('bk_app_secret', 256) }), {
      maxItems: 100,
      description: "apps at BlueKing's door",
    }),
  ),
  user_tokens: Type.Optional(
    Type.Array(text('a token', 1_024), {
      maxItems: 100,
      description: "login tokens at BlueKing's door, bearer tokens at Aliyun's",
    }),
  ),
  huawei: Type.Optional(
    strictObject(
      {
        domain: named('domain'),
        user: named('user'),
        project: named('project'),
        password: Type.Optional(text('what the user gets tokens with; needs the user', 128)),
        mfa_secret: Type.Optional(
          Type.String({
            pattern: '^[A-Z2-7]{16,128}$',
            description: "of the user's MFA device, in Base32; needs the user",
          }),
        ),
        grants: grantList('what it may do; without it everything of the domain, and nothing where the list is empty'),
      },
      { description: "what Huawei's IAM shows of it; the development account's by default" },
    ),
  ),
  aliyun: Type.Optional(
    strictObject({
      account_id: Type.Optional(
        Type.String({
          pattern: '^\\d{1,20}$',
          description: 'the account that it belongs to, in quotes; the development account by default',
        }),
      ),
      user: Type.Optional(text('the RAM user, as its ARN has it; the name by default', 64)),
      policies: policyList('what it may do; without it everything of the account, and nothing where the list is empty'),
    }),
  ),
  bk: Type.Optional(
    strictObject({
      username: Type.Optional(text('the user whom its tokens stand for; the name by default', 128)),
      permissions: Type.Optional(
        Type.Array(text('such as access_business biz/2 or manage_ticket ticket/<id>; * is any', 200), {
          maxItems: 1_000,
          description: 'what the user may do; without it everything, and nothing where the list is empty',
        }),
      ),
      apis: Type.Optional(
        Type.Array(text('such as create_credential or system_create_credential', 128), {
          maxItems: 1_000,
          description: 'what its apps may call; without it every API',
        }),
      ),
    }),
  ),
});

export type SeedIdentity = Static<typeof identitySchema>;
