import { KEY_SPECS, SLOTS_OF } from '@dragoman/core';
import { durationSchema, strictObject } from '@dragoman/input';
import { type Static, type TSchema, Type } from '@sinclair/typebox';

import { agencySchema } from './grant-schema.ts';
import { identitySchema } from './identity-schema.ts';
import { policyDocument } from './policy-schema.ts';
import { roleSchema } from './role-schema.ts';
import { text } from './texts.ts';

/** How much of each there may be, and how long a value. */
const MAX_COUNT = 10_000;
const MAX_VALUE_LENGTH = 65_536;

const oneOf = <const Name extends string>(names: readonly Name[], description: string) =>
  Type.Unsafe<Name>({ type: 'string', enum: [...names], description });
const list = <Schema extends TSchema>(items: Schema, description: string) =>
  Type.Optional(Type.Array(items, { maxItems: MAX_COUNT, description }));
const time = (description: string) =>
  Type.Optional(
    Type.Union([Type.String({ maxLength: 64 }), Type.Integer()], {
      description:
        `${description}: -3d or +PT1H from now, a time with its zone such as 2026-03-01T00:00:00Z, ` +
        'or Unix milliseconds',
    }),
  );

const ADDRESS = Type.String({
  pattern: '^(huawei|aliyun|bk):.+$',
  maxLength: 300,
  description: 'huawei:<project id>, aliyun:<account>/<region> or bk:<scope type>/<scope id>',
});
const UUID = Type.String({
  pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
  description: 'a UUID in lower case, with dashes; made up without',
});
const BASE64 = { pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$' };

const vault = Type.Optional(
  text('the vault by its name, or an address that leads to it; without it the vault default', 300),
);
const tags = Type.Optional(
  Type.Record(Type.String({ minLength: 1, maxLength: 256 }), Type.String({ maxLength: 512 }), {
    description: 'value by key',
  }),
);
const rotation = Type.Optional(
  strictObject(
    {
      every: durationSchema('how long from one rotation to the next'),
      enabled: Type.Optional(Type.Boolean({ description: 'whether it rotates by itself; true by default' })),
      last: time('when it rotated last; without it the first is due so long after it was made'),
      accounts: Type.Optional(
        oneOf(['one', 'two'], 'whether one account gets a new password, or two take turns; one by default'),
      ),
    },
    { description: 'makes the secret rotate, where its secret_type at a door is one that rotates' },
  ),
);

const slots = {
  type: Type.Optional(oneOf(Object.keys(SLOTS_OF) as (keyof typeof SLOTS_OF)[], 'by default that of the filled slots')),
  access_key: Type.Optional(text('of APP_ID_SECRET_KEY', MAX_VALUE_LENGTH)),
  secret_key: Type.Optional(text('of APP_ID_SECRET_KEY and SECRET_KEY', MAX_VALUE_LENGTH)),
  username: Type.Optional(text('of USERNAME_PASSWORD', MAX_VALUE_LENGTH)),
  password: Type.Optional(text('of PASSWORD and USERNAME_PASSWORD', MAX_VALUE_LENGTH)),
};

/** Exactly one of these is a value. */
const value = {
  value: Type.Optional(Type.String({ maxLength: MAX_VALUE_LENGTH, description: 'as text' })),
  binary: Type.Optional(Type.String({ ...BASE64, maxLength: MAX_VALUE_LENGTH, description: 'as bytes, in Base64' })),
  credential: Type.Optional(
    strictObject(slots, { description: 'as a credential, which BlueKing sees by its slots and others as JSON' }),
  ),
};

const version = strictObject({
  ...value,
  id: Type.Optional(text('v1, v2 and so on by default', 64)),
  labels: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
      maxItems: 100,
      uniqueItems: true,
      description:
        'CURRENT, PREVIOUS, and others; where no version has CURRENT, the last one has it and the one ' +
        'before has PREVIOUS',
    }),
  ),
  created: time('when it was made'),
  expires: time('when it expires'),
});

const described = {
  vault,
  name: text('unique in the vault', 512),
  id: Type.Optional(UUID),
  description: Type.Optional(Type.String({ maxLength: 8_192 })),
  tags,
  key: Type.Optional(text('the key that seals it, by id or alias; without it the default key of the vault', 300)),
  created: time('when it was made; now by default'),
  created_by: Type.Optional(text('who made it; dragoman by default', 128)),
  deletes: time('when its scheduled deletion falls due'),
  state: Type.Optional(oneOf(['enabled', 'disabled', 'frozen'], 'enabled by default')),
};

const secretAttributes = Type.Optional(
  strictObject(
    {
      huawei: Type.Optional(
        strictObject({
          secret_type: Type.Optional(oneOf(['COMMON', 'RDS', 'RDS-FG', 'GaussDB-FG'], 'COMMON by default')),
          rotation_config: Type.Optional(text('JSON, as the service takes it', 1_024)),
          rotation_func_urn: Type.Optional(text('of the function that rotates it', 1_024)),
          event_subscriptions: Type.Optional(
            Type.Array(Type.String({ maxLength: 64 }), {
              maxItems: 1,
              description: 'the event that it is subscribed to',
            }),
          ),
          enterprise_project_id: Type.Optional(text('0 by default', 36)),
        }),
      ),
      aliyun: Type.Optional(
        strictObject({
          secret_type: Type.Optional(
            oneOf(['Generic', 'Rds', 'Redis', 'RAMCredentials', 'ECS', 'PolarDB'], 'Generic by default'),
          ),
          extended_config: Type.Optional(
            Type.Record(Type.String(), Type.Unknown(), { description: 'as the service takes it' }),
          ),
          policy: Type.Optional(text('JSON, as the service takes it', 32_768)),
          instance_id: Type.Optional(text('the KMS instance', 128)),
        }),
      ),
      bk: Type.Optional(
        strictObject({ name: Type.Optional(text('another name at this door, where names need not be unique', 512)) }),
      ),
    },
    { description: 'what one door alone knows of it' },
  ),
);

const secret = strictObject({
  ...described,
  ...value,
  versions: Type.Optional(
    Type.Array(version, {
      minItems: 1,
      maxItems: 1_000,
      description: 'several values, the oldest first; in place of value, binary or credential',
    }),
  ),
  rotation,
  attributes: secretAttributes,
});

const credential = strictObject({ ...described, ...slots });

const key = strictObject({
  vault,
  id: Type.Optional(UUID),
  aliases: Type.Optional(
    Type.Array(text('such as orders, which Aliyun shows as alias/orders', 255), {
      maxItems: 100,
      uniqueItems: true,
      description: 'other names of it',
    }),
  ),
  default: Type.Optional(
    Type.Boolean({ description: 'whether it is the default key of its vault, which seals what names no key' }),
  ),
  spec: Type.Optional(oneOf(Object.keys(KEY_SPECS) as (keyof typeof KEY_SPECS)[], 'AES_256 by default')),
  usage: Type.Optional(oneOf(['encrypt', 'sign', 'mac'], 'by default what the spec is mostly for')),
  material: Type.Optional(
    Type.String({
      ...BASE64,
      maxLength: 128,
      description:
        'of a symmetric or HMAC key, in Base64: the key counts as imported, and encrypts alike ' +
        'everywhere; made up without',
    }),
  ),
  description: Type.Optional(Type.String({ maxLength: 8_192 })),
  tags,
  created: time('when it was made; now by default'),
  created_by: Type.Optional(text('who made it; dragoman by default', 128)),
  state: Type.Optional(oneOf(['enabled', 'disabled'], 'enabled by default')),
  rotation: Type.Optional(
    strictObject(
      { every: durationSchema('how long from one rotation to the next') },
      { description: 'of a symmetric key without material of yours' },
    ),
  ),
  protected: Type.Optional(Type.Boolean({ description: 'whether its deletion is rejected' })),
  deletes: time('when its scheduled deletion falls due'),
  attributes: Type.Optional(
    strictObject(
      {
        huawei: Type.Optional(
          strictObject({
            key_alias: Type.Optional(text('its name at this door', 255)),
            enterprise_project_id: Type.Optional(text('0 by default', 36)),
          }),
        ),
        aliyun: Type.Optional(
          strictObject({
            protection_level: Type.Optional(oneOf(['SOFTWARE', 'HSM'], 'SOFTWARE by default')),
            instance: Type.Optional(text('the KMS instance', 128)),
          }),
        ),
      },
      { description: 'what one door alone knows of it' },
    ),
  ),
});

/**
 * What a state begins with: the document that stands in a seed file, under `seeds` in `dragoman.yaml`, or in a control
 * call.
 */
export const seedSchema = strictObject({
  identities: list(identitySchema, 'who calls, with what they prove it by'),
  vaults: Type.Optional(
    Type.Record(
      Type.String({ minLength: 1, maxLength: 300 }),
      Type.Array(ADDRESS, { maxItems: 1_000, uniqueItems: true }),
      { description: 'the addresses that share a vault, by its name' },
    ),
  ),
  keys: list(key, 'keys of vaults'),
  secrets: list(secret, 'secrets with one value, or several versions'),
  credentials: list(credential, 'secrets whose value is a credential, as BlueKing has them'),
  policies: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 128 }), policyDocument, {
      description: 'policies by name, to be attached to identities and roles',
    }),
  ),
  roles: list(roleSchema, 'what can be assumed; where an account has none here, any role of it'),
  agencies: list(agencySchema, "agencies of Huawei's IAM, which users of a domain may assume"),
});

export type SeedDocument = Static<typeof seedSchema>;
export type SeedSecret = Static<typeof secret>;
export type SeedVersion = Static<typeof version>;
export type SeedCredential = Static<typeof credential>;
export type SeedSlots = Static<(typeof value)['credential']>;
export type SeedKey = Static<typeof key>;
