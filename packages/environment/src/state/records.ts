import {
  type AccessCredential,
  type AccessCredentialKind,
  type CustomerKey,
  type DataType,
  type DialectRecord,
  type Identity,
  type Json,
  KEY_SPECS,
  type KeyAlias,
  type KeyOrigin,
  type KeyRotation,
  type KeySpec,
  type KeyState,
  type KeyUsage,
  type KeyVersion,
  type LabelPlacement,
  type Rotation,
  type RotationPlan,
  type Secret,
  type SecretState,
  type Tag,
  type Version,
  type VersioningPolicy,
} from '@dragoman/core';
import { type Static, type TSchema, Type } from '@sinclair/typebox';

/**
 * What stands in the lines of a snapshot, one record a line. Every object is closed and has exactly the members of the
 * type that it is read as; times are such that a date can be made of them.
 */

type Frozen<T> = [Json] extends [T] ? T : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** A schema that holds whatever the type may be. */
type Holding<S extends TSchema, T> = [T] extends [Frozen<Static<S>>] ? S : never;

/** A closed object with exactly the members of the type, each of which can be whatever the type says. */
const exactly =
  <T>() =>
  <P extends { readonly [K in keyof Required<T>]: TSchema }>(
    members: P & { readonly [K in keyof P]: K extends keyof T ? Holding<P[K], Required<T>[K]> : never },
  ) =>
    Type.Object<P>(members, { additionalProperties: false });

const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
/** Every one of the names, and no other. */
const oneOf = <T extends string>(names: Readonly<Record<T, true>>) =>
  Type.Union((Object.keys(names) as T[]).map((name) => Type.Literal(name)));

const KEY_SPEC_NAMES = Object.fromEntries(Object.keys(KEY_SPECS).map((spec) => [spec, true])) as Record<KeySpec, true>;
const LAST_TIME = 8_640_000_000_000_000;
const text = Type.String();
const flag = Type.Boolean();
const time = Type.Integer({ minimum: -LAST_TIME, maximum: LAST_TIME });
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const base64 = Type.String({ pattern: '^[A-Za-z0-9+/]*={0,2}$' });
const json = Type.Unsafe<Json>(Type.Unknown());
const tags = Type.Array(exactly<Tag>()({ key: text, value: text }));
const attributes = Type.Record(text, Type.Record(text, json));

const policy = exactly<VersioningPolicy>()({
  versionLimit: orNull(count),
  atVersionLimit: oneOf<VersioningPolicy['atVersionLimit']>({
    'drop-unlabelled-or-refuse': true,
    'drop-unlabelled-or-exceed': true,
    'drop-oldest': true,
  }),
  labelLimit: orNull(count),
  atLabelLimit: oneOf<VersioningPolicy['atLabelLimit']>({ reject: true, reserve: true }),
  moveHandsOverPrevious: flag,
});

const rotation = exactly<Rotation>()({
  plan: exactly<RotationPlan>()({
    accounts: oneOf<RotationPlan['accounts']>({ one: true, two: true }),
    pendingLabel: orNull(text),
    versionIds: oneOf<RotationPlan['versionIds']>({ numbered: true, unique: true }),
    versioning: policy,
    byHand: Type.Optional(oneOf<NonNullable<RotationPlan['byHand']>>({ rejected: true, checked: true })),
  }),
  enabled: flag,
  periodMs: orNull(count),
  lastAt: orNull(time),
  nextAt: orNull(time),
  requested: orNull(exactly<NonNullable<Rotation['requested']>>()({ id: text, at: time, versionId: orNull(text) })),
  failures: count,
  exhausted: Type.Optional(flag),
});

const version = exactly<Version>()({
  id: text,
  ordinal: count,
  createdAt: time,
  expiresAt: orNull(time),
  expiryTold: Type.Optional(flag),
  dataType: oneOf<DataType>({ text: true, binary: true }),
  keyId: text,
});

const secret = exactly<Secret>()({
  vault: text,
  id: text,
  name: text,
  description: orNull(text),
  state: oneOf<SecretState>({ enabled: true, disabled: true, frozen: true }),
  keyId: orNull(text),
  createdAt: time,
  updatedAt: time,
  createdBy: text,
  updatedBy: text,
  deletionDueAt: orNull(time),
  rotation: orNull(rotation),
  tags,
  attributes,
  lastOrdinal: count,
  versions: Type.Array(version),
  labels: Type.Array(exactly<LabelPlacement>()({ label: text, versionId: text, movedAt: time })),
  revision: count,
});

const keyRotation = exactly<KeyRotation>()({
  enabled: flag,
  intervalMs: orNull(count),
  lastAt: orNull(time),
  nextAt: orNull(time),
});

const key = exactly<CustomerKey>()({
  vault: text,
  id: text,
  isDefault: flag,
  spec: oneOf<KeySpec>(KEY_SPEC_NAMES),
  usage: oneOf<KeyUsage>({ encrypt: true, sign: true, mac: true }),
  origin: oneOf<KeyOrigin>({ service: true, external: true }),
  state: oneOf<KeyState>({ enabled: true, disabled: true, 'pending-deletion': true, 'pending-import': true }),
  description: text,
  createdAt: time,
  createdBy: text,
  tags,
  attributes,
  isProtected: flag,
  deletionDueAt: orNull(time),
  materialExpiresAt: orNull(time),
  materialFingerprint: orNull(text),
  rotation: keyRotation,
  versions: Type.Array(
    exactly<KeyVersion>()({
      id: text,
      ordinal: count,
      createdAt: time,
      sealedMaterial: orNull(Type.String({ pattern: '^([0-9a-f]{2})*$' })),
    }),
    { minItems: 1 },
  ),
  dueAt: orNull(time),
  revision: count,
});

const alias = exactly<KeyAlias>()({ vault: text, name: text, keyId: text, createdAt: time, updatedAt: time });

const identity = exactly<Identity>()({
  id: text,
  name: text,
  addresses: Type.Union([
    Type.Literal('any'),
    Type.Array(Type.Object({ door: text, key: text }, { additionalProperties: false })),
  ]),
  attributes,
});

const accessCredential = exactly<
  Omit<AccessCredential, 'identityId' | 'sealedSecret'> & { readonly sealedSecret: string | null }
>()({
  kind: oneOf<AccessCredentialKind>({
    'access-key': true,
    password: true,
    totp: true,
    token: true,
    app: true,
    'user-token': true,
  }),
  lookup: text,
  sealedSecret: orNull(base64),
  expiresAt: orNull(time),
  attributes,
});

const resource = exactly<DialectRecord>()({
  vault: text,
  kind: text,
  id: text,
  body: json,
  createdAt: time,
  dueAt: orNull(time),
  revision: count,
});

const sealedValue = Type.Object({ versionId: text, bytes: base64 }, { additionalProperties: false });

/** The kinds of record; each is told by its first member. */
export const RECORDS = {
  key: Type.Object({ key }, { additionalProperties: false }),
  alias: Type.Object({ alias }, { additionalProperties: false }),
  secret: Type.Object({ secret, values: Type.Array(sealedValue) }, { additionalProperties: false }),
  identity: Type.Object({ identity, accessCredentials: Type.Array(accessCredential) }, { additionalProperties: false }),
  resource: Type.Object({ resource }, { additionalProperties: false }),
};

/** A line of a snapshot, read. */
export type SnapshotRecord = {
  readonly [Kind in keyof typeof RECORDS]: Static<(typeof RECORDS)[Kind]>;
}[keyof typeof RECORDS];
