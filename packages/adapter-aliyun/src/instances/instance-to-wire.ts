import type { Tenant } from '../tenant-address.ts';
import type { BoundVpc, Instance } from './instance.ts';

/** As GetKmsInstance shows it. @param ca the authority of the gateway, as PEM */
export function instanceToWire(instance: Instance, tenant: Tenant) {
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    Status: instance.status,
    CreateTime: instance.createdAt,
    StartDate: instance.startedAt,
    EndDate: instance.endsAt,
    Spec: instance.spec,
    KeyNum: instance.keyNum,
    // Text in the metadata, where the other counts are numbers.
    SecretNum: String(instance.secretNum),
    VpcNum: instance.vpcNum,
    VpcId: instance.vpcId,
    ZoneIds: instance.zoneIds.join(','),
    VswitchIds: instance.vswitchIds.join(','),
    CaCertificateChainPem: instance.caCertificate,
    DeletionProtection: instance.isProtected,
    BindVpcs: { BindVpc: [...ownVpc(instance, tenant), ...instance.boundVpcs].map(vpcToWire) },
  };
}

function ownVpc({ vpcId, vswitchIds }: Instance, { region, account }: Tenant): readonly BoundVpc[] {
  return vpcId === '' ? [] : [{ regionId: region, vpcId, vpcOwnerId: account, vswitchId: vswitchIds.join(',') }];
}

function vpcToWire({ regionId, vpcId, vpcOwnerId, vswitchId }: BoundVpc) {
  return { RegionId: regionId, VpcId: vpcId, VpcOwnerId: vpcOwnerId, VSwitchId: vswitchId };
}
