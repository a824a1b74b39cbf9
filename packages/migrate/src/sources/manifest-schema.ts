import { strictObject, timeSchema } from '@dragoman/input';
import { type Static, type TSchema, Type } from '@sinclair/typebox';

export const MANIFEST_FORMAT = 'dragoman-migration/1';

const optional = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);
const oneOf = <const Name extends string>(names: readonly Name[]) =>
  Type.Unsafe<Name>({ type: 'string', enum: [...names] });
const text = (description: string, maxLength = 600) => Type.String({ minLength: 1, maxLength, description });
const count = (description: string) => optional(Type.Integer({ minimum: 0, description }));

/** Where a value is to be had; it is read when it is needed. */
const valueFrom = Type.Union(
  [
    strictObject({ env: text('a variable that holds it') }),
    strictObject({ file: text('a file that holds it, to the byte; beside the manifest') }),
    strictObject({
      exec: Type.Array(Type.String(), {
        minItems: 1,
        description: 'a program and its arguments, which prints it; a line break at the end is left off',
      }),
    }),
    strictObject({ fd: Type.Integer({ minimum: 3, description: 'a file descriptor that it is read from, once' }) }),
  ],
  { description: '{env}, {file}, {exec} or {fd}' },
);

/** A value, or where it is to be had; without any of them nobody has it. */
const value = {
  value: optional(Type.String({ maxLength: 1_000_000, description: 'the value as text' })),
  binary: optional(Type.String({ maxLength: 1_000_000, description: 'the value as bytes, in Base64' })),
  value_from: optional(valueFrom),
};

const version = strictObject({
  id: text('its id', 128),
  created_at: optional(timeSchema('when it was made')),
  expires_at: optional(timeSchema('when it expires')),
  type: optional(oneOf(['text', 'binary'])),
  labels: optional(Type.Array(text('CURRENT, PREVIOUS, PENDING or a name of its own', 256), { uniqueItems: true })),
  ...value,
});

/** What one service alone knows of a secret. */
const own = strictObject({
  events: count('event subscriptions'),
  project: optional(text('an enterprise project other than the default')),
  replicas: count('regions with a replica'),
  grants: count('grants'),
  policy: optional(Type.Boolean({ description: 'whether it has a policy' })),
  instance: optional(text('the KMS instance that it is in')),
  custom_data: optional(Type.Boolean({ description: 'whether its ExtendedConfig has CustomData' })),
  file_sources: count('file sources that use it'),
});

const secret = strictObject({
  name: text('its name at the source'),
  id: optional(text('what tells it from another of the same name')),
  kind: optional(
    Type.String({
      pattern: '^(generic|managed:.+|credential:(APP_ID_SECRET_KEY|PASSWORD|USERNAME_PASSWORD|SECRET_KEY))$',
      description: 'generic, managed:<type> or credential:<type>',
    }),
  ),
  description: optional(Type.String({ maxLength: 70_000 })),
  state: optional(oneOf(['enabled', 'disabled', 'frozen', 'pending-delete'])),
  deletion_at: optional(timeSchema('when its scheduled deletion falls due')),
  key: optional(text('default, or the id or alias of the key that seals it')),
  tags: optional(Type.Record(Type.String(), Type.String(), { description: 'values by key' })),
  rotation: optional(strictObject({ on: Type.Boolean({ description: 'whether its service rotates it' }) })),
  completeness: optional(oneOf(['whole', 'current-only'])),
  versions: optional(Type.Array(version, { minItems: 1, maxItems: 1_000, description: 'the oldest first' })),
  own: optional(own),
  ...value,
});

const key = strictObject({
  id: text('its id'),
  aliases: optional(Type.Array(text('with or without alias/'))),
  spec: optional(text('as the source spells it')),
  origin: optional(oneOf(['service', 'external'])),
  rotation_days: count('days between rotations'),
  pending_days: count('days from the order to delete it to its deletion'),
  instance: optional(text('the KMS instance that it is in')),
  versions: count('how many versions it has'),
  material_at_hand: optional(Type.Boolean({ description: 'whether you have the material that was imported' })),
  ciphertexts: optional(Type.Boolean({ description: 'whether ciphertexts exist that it made; true unless told' })),
});

export const manifestSchema = strictObject({
  format: Type.Literal(MANIFEST_FORMAT),
  from: optional(
    Type.String({
      pattern: '^(huawei|aliyun|bk)(:.+)?$',
      maxLength: 300,
      description: 'huawei, aliyun or bk, and after a colon a project, account/region or scope type/scope id',
    }),
  ),
  secrets: Type.Array(secret),
  keys: optional(Type.Array(key)),
});

export type Manifest = Static<typeof manifestSchema>;
export type ManifestSecret = Static<typeof secret>;
export type ManifestVersion = Static<typeof version>;
export type ManifestKey = Static<typeof key>;
export type ValueFrom = Static<typeof valueFrom>;
