import { strictObject } from '@dragoman/input';
import { type TSchema, Type } from '@sinclair/typebox';

/** The longest value that is taken, in characters: more than any door takes. */
const MAX_VALUE_LENGTH = 65_536;

export const orNull = <Schema extends TSchema>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description });

const Time = Type.String({ format: 'date-time' });

export const Name = Type.String({ minLength: 1, maxLength: 512, description: 'the name in its vault' });

export const InVault = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 300,
    description: 'a vault, or an address that leads to it; without it the one vault that has the name',
  }),
);

/** Which of a secret's versions; without both the current one. */
export const whichVersion = {
  version: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'by its id' })),
  label: Type.Optional(Type.String({ minLength: 1, maxLength: 128, description: 'by a label: CURRENT by default' })),
};

/** A value as text or as bytes. Exactly one is given. */
export const givenValue = {
  value: Type.Optional(Type.String({ maxLength: MAX_VALUE_LENGTH, writeOnly: true, description: 'the value as text' })),
  binary: Type.Optional(
    Type.String({
      maxLength: MAX_VALUE_LENGTH,
      pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
      writeOnly: true,
      description: 'the value as bytes, in Base64',
    }),
  ),
};

const slot = (description: string) =>
  Type.Optional(Type.String({ maxLength: MAX_VALUE_LENGTH, writeOnly: true, description }));

/** The parts of a credential; which of them are filled makes its type. */
export const givenSlots = {
  access_key: slot('of APP_ID_SECRET_KEY'),
  secret_key: slot('of APP_ID_SECRET_KEY and SECRET_KEY'),
  username: Type.Optional(Type.String({ maxLength: MAX_VALUE_LENGTH, description: 'of USERNAME_PASSWORD' })),
  password: slot('of PASSWORD and USERNAME_PASSWORD'),
};

/** A secret in a list. */
export const SecretSummary = strictObject({
  vault: Type.String(),
  name: Type.String(),
  id: Type.String(),
  state: Type.Union(
    [Type.Literal('enabled'), Type.Literal('disabled'), Type.Literal('frozen'), Type.Literal('deleting')],
    { description: 'deleting waits for its scheduled deletion' },
  ),
  current: orNull(Type.String(), 'the version that is CURRENT'),
  versions: Type.Integer({ description: 'how many there are' }),
  updated_at: Time,
  deletes_at: orNull(Time, 'when its deletion falls due'),
});

/** A secret in a list, with what of it one cloud could hold where that was asked for. */
export const ListedSecret = strictObject({
  ...SecretSummary.properties,
  visible: Type.Optional(
    Type.Union([Type.Literal('whole'), Type.Literal('in-part'), Type.Literal('not')], {
      description: 'where `as` names a cloud: what of it that one could hold',
    }),
  ),
  why: Type.Optional(Type.Array(Type.String(), { description: 'what of it that cloud could not hold, by rule' })),
});

const Version = strictObject({
  id: Type.String(),
  type: Type.Union([Type.Literal('text'), Type.Literal('binary')]),
  labels: Type.Array(Type.String()),
  created_at: Time,
  expires_at: orNull(Time, 'for notifications; an expired version stays readable'),
});

/** What is known of a secret but for its values. */
export const SecretDetail = strictObject({
  ...SecretSummary.properties,
  description: orNull(Type.String(), 'as it was given'),
  key: orNull(Type.String(), 'the key that seals new versions; null is the default key of the vault'),
  created_at: Time,
  created_by: Type.String(),
  updated_by: Type.String(),
  rotates: orNull(
    strictObject({
      enabled: Type.Boolean({ description: 'whether it rotates by itself' }),
      every_ms: orNull(Type.Integer(), 'from one rotation to the next'),
      next_at: orNull(Time, 'when it falls due'),
    }),
    'where it can rotate',
  ),
  tags: Type.Record(Type.String(), Type.String()),
  version_list: Type.Array(Version, { description: 'the oldest first' }),
});
