import type { Tenant } from '../tenant-address.ts';
import { rejection } from '../errors/rejections.ts';
import { findThing, type InstanceParts, type InstanceThing } from './instance-records.ts';
import { type ConfiguredInstance, INSTANCE_DEFAULTS } from './instance-settings.ts';

/** A VPC from which the instance can be called, beside the one that it is in. */
export type BoundVpc = {
  readonly regionId: string;
  readonly vpcId: string;
  readonly vswitchId: string;
  readonly vpcOwnerId: string;
};

/** A KMS instance. Times as KMS writes them. */
export type Instance = {
  readonly id: string;
  readonly name: string;
  readonly status: 'Uninitialized' | 'Connected';
  readonly createdAt: string;
  /** When it was connected; empty until then. */
  readonly startedAt: string;
  readonly endsAt: string;
  /** Calls a second that it is bought for. */
  readonly spec: number;
  /** How many keys, secrets and VPCs it is bought for. */
  readonly keyNum: number;
  readonly secretNum: number;
  readonly vpcNum: number;
  /** The VPC that it is in; empty until it is connected, as are the two lists. */
  readonly vpcId: string;
  readonly vswitchIds: readonly string[];
  readonly zoneIds: readonly string[];
  /** Beside its own. */
  readonly boundVpcs: readonly BoundVpc[];
  /** As PEM; empty for that of the gateway. */
  readonly caCertificate: string;
  readonly isProtected: boolean;
  readonly protectionReason: string;
};

export const INSTANCES: InstanceThing<Instance> = {
  kind: 'aliyun.kms-instance',
  configured: ({ instances }) => instances.map((one) => ({ id: one.id, body: configuredInstance(one) })),
};

/** @throws VendorError Forbidden.DKMSInstanceNotFound */
export async function loadInstance(parts: InstanceParts, id: string): Promise<Instance> {
  const instance = await findThing(parts, INSTANCES, id);
  if (instance === null) throw instanceMissing(id);
  return instance;
}

export function instanceMissing(id: string) {
  return rejection('instanceMissing', `the account has no instance ${id} here: create it, or give it in the settings`);
}

function configuredInstance({ id, ...given }: ConfiguredInstance): Instance {
  const { name = id, vswitch_ids = [], zone_ids = [], ...rest } = { ...INSTANCE_DEFAULTS, ...given };
  return {
    id,
    name,
    status: 'Connected',
    createdAt: rest.created_at,
    startedAt: rest.created_at,
    endsAt: rest.ends_at,
    spec: rest.spec,
    keyNum: rest.key_num,
    secretNum: rest.secret_num,
    vpcNum: rest.vpc_num,
    vpcId: rest.vpc_id,
    vswitchIds: vswitch_ids,
    zoneIds: zone_ids,
    boundVpcs: [],
    caCertificate: rest.ca_certificate,
    isProtected: false,
    protectionReason: '',
  };
}

/** The ARN of what is neither a secret nor a key. */
export function resourceArn({ region, account }: Tenant, kind: string, name: string): string {
  return `acs:kms:${region}:${account}:${kind}/${name}`;
}
