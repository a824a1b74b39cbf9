import { type Static, Type } from '@sinclair/typebox';

const Name = Type.String({ minLength: 1 });
const Names = Type.Array(Name);
const Text = Type.String();
const Count = Type.Integer({ minimum: 0 });
const Moment = Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$` });

const clientKey = Type.Object(
  {
    id: Type.String({ pattern: String.raw`^KAAP\..+$` }),
    certificate: Type.Optional(Text),
    not_before: Type.Optional(Moment),
    not_after: Type.Optional(Moment),
  },
  { additionalProperties: false },
);

const accessPoint = Type.Object(
  {
    name: Name,
    description: Type.Optional(Text),
    policies: Type.Optional(Names),
    client_keys: Type.Optional(Type.Array(clientKey)),
  },
  { additionalProperties: false },
);

const networkRule = Type.Object(
  { name: Name, description: Type.Optional(Text), source_private_ip: Type.Optional(Names) },
  { additionalProperties: false },
);

const policy = Type.Object(
  {
    name: Name,
    description: Type.Optional(Text),
    permissions: Type.Optional(Names),
    resources: Type.Optional(Names),
    network_rules: Type.Optional(Names),
  },
  { additionalProperties: false },
);

/** One KMS instance as configuration has it, with what belongs to it. */
export const instanceSchema = Type.Object(
  {
    id: Type.String({ pattern: '^kst-[a-zA-Z0-9.-]+$' }),
    name: Type.Optional(Text),
    created_at: Type.Optional(Moment),
    ends_at: Type.Optional(Moment),
    /** Calls a second that it is bought for. */
    spec: Type.Optional(Count),
    key_num: Type.Optional(Count),
    secret_num: Type.Optional(Count),
    vpc_num: Type.Optional(Count),
    vpc_id: Type.Optional(Text),
    vswitch_ids: Type.Optional(Names),
    zone_ids: Type.Optional(Names),
    ca_certificate: Type.Optional(Text),
    access_points: Type.Optional(Type.Array(accessPoint)),
    network_rules: Type.Optional(Type.Array(networkRule)),
    policies: Type.Optional(Type.Array(policy)),
  },
  { additionalProperties: false },
);

export type ConfiguredInstance = Static<typeof instanceSchema>;

/** What an instance has where configuration does not say. */
export const INSTANCE_DEFAULTS = {
  created_at: '2024-01-01T00:00:00Z',
  ends_at: '2099-12-31T16:00:00Z',
  spec: 1000,
  key_num: 1000,
  secret_num: 1000,
  vpc_num: 1,
  vpc_id: '',
  ca_certificate: '',
} as const;
