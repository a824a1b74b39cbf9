import { DomainError } from '@dragoman/core';

import { INSTANCE_DEFAULTS, type Instance } from './instance-settings.ts';
import type { AliyunContext } from '../operation.ts';
import { rejection } from '../errors/rejections.ts';
import type { AliyunSettings } from '../settings.ts';
import type { TenantContext } from '../auth/tenant.ts';

type Configured = { readonly settings: Pick<AliyunSettings, 'instances'> };

/** @throws VendorError Forbidden.DKMSInstanceNotFound for one that configuration does not have */
export function instanceFromWire({ settings }: Configured, id: string): Instance {
  const instance = settings.instances.find((one) => one.id === id);
  if (instance !== undefined) return instance;
  const help = `${id} is not among doors.aliyun.instances`;
  throw rejection('instanceMissing', help);
}

export function instanceToWire(instance: Instance, { region, account }: TenantContext) {
  const {
    id,
    name = id,
    vswitch_ids = [],
    zone_ids = [],
    created_at,
    ends_at,
    ...rest
  } = { ...INSTANCE_DEFAULTS, ...instance };
  const bound =
    rest.vpc_id === ''
      ? []
      : [{ RegionId: region, VpcId: rest.vpc_id, VpcOwnerId: account, VSwitchId: vswitch_ids.join(',') }];
  return {
    InstanceId: id,
    InstanceName: name,
    Status: 'Connected',
    CreateTime: created_at,
    StartDate: created_at,
    EndDate: ends_at,
    Spec: rest.spec,
    KeyNum: rest.key_num,
    // Text in the metadata, where the other counts are numbers.
    SecretNum: String(rest.secret_num),
    VpcNum: rest.vpc_num,
    VpcId: rest.vpc_id,
    ZoneIds: zone_ids.join(','),
    VswitchIds: vswitch_ids.join(','),
    CaCertificateChainPem: rest.ca_certificate,
    DeletionProtection: false,
    BindVpcs: { BindVpc: bound },
  };
}

/** Something of all instances together: access points, rules and policies have names of their own. */
export function collectFromInstances<Thing>(
  { settings }: Configured,
  pick: (instance: Instance) => readonly Thing[] | undefined,
): readonly Thing[] {
  return settings.instances.flatMap((instance) => pick(instance) ?? []);
}

/** @throws DomainError `resource-not-found` */
export function findByName<Thing extends { readonly name: string }>(things: readonly Thing[], name: string): Thing {
  const thing = things.find((one) => one.name === name);
  if (thing === undefined) throw new DomainError('resource-not-found', name);
  return thing;
}

/** The ARN of what is neither a secret nor a key. */
export function resourceArn(
  { region, account }: Pick<AliyunContext, 'region' | 'account'>,
  kind: string,
  name: string,
): string {
  return `acs:kms:${region}:${account}:${kind}/${name}`;
}
