import { HELP } from '../messages/operations.ts';
import type { Tenant } from '../tenant-address.ts';
import { rejection } from '../errors/rejections.ts';
import { changeThing, findThing, type InstanceParts, type InstanceThing } from './instance-records.ts';
import { type ConfiguredInstance, INSTANCE_DEFAULTS } from './instance-settings.ts';

/** A VPC from which the instance can be called, beside the one that it is in; empty is the account and region of it. */
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
  readonly charge: 'Subscription' | 'PayAsYouGo';
  readonly productVersion: string;
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
  /** Whether it keeps a log, and for how many gigabytes of it it is bought; nothing is logged here. */
  readonly log: number;
  readonly logStorage: number;
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

/** @throws VendorError Forbidden.DKMSInstanceNotFound, and what `decide` throws */
export async function changeInstance(
  parts: InstanceParts,
  id: string,
  decide: (instance: Instance) => Instance,
): Promise<void> {
  await loadInstance(parts, id);
  await changeThing(parts, INSTANCES, id, decide);
}

/** How many VPCs it can be called from. */
export function usedVpcs({ vpcId, boundVpcs }: Pick<Instance, 'vpcId' | 'boundVpcs'>): number {
  return new Set([vpcId, ...boundVpcs.map((vpc) => vpc.vpcId)].filter((id) => id !== '')).size;
}

function instanceMissing(id: string) {
  return rejection('instanceMissing', HELP.createInstance({ id }));
}

function configuredInstance({ id, ...given }: ConfiguredInstance): Instance {
  const { name = id, vswitch_ids = [], zone_ids = [], ...rest } = { ...INSTANCE_DEFAULTS, ...given };
  return {
    id,
    name,
    charge: 'PayAsYouGo',
    productVersion: '3',
    log: 0,
    logStorage: 0,
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
    boundVpcs:
      rest.vpc_id === ''
        ? []
        : [{ regionId: '', vpcId: rest.vpc_id, vpcOwnerId: '', vswitchId: vswitch_ids.join(',') }],
    caCertificate: rest.ca_certificate,
    isProtected: false,
    protectionReason: '',
  };
}

/** The ARN of what is neither a secret nor a key. */
export function resourceArn({ region, account }: Tenant, kind: string, name: string): string {
  return `acs:kms:${region}:${account}:${kind}/${name}`;
}
