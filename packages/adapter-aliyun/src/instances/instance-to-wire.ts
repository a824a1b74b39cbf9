import type { Tenant } from '../tenant-address.ts';
import type { BoundVpc, Instance } from './instance.ts';

/**
 * As GetKmsInstance shows it. Zones and switches are lists, as the newest models (Go v4.1.0, Python 3.3.1) and
 * Terraform read them; Go v3.2.3 expects text and fails.
 */
export function instanceToWire(instance: Instance, tenant: Tenant) {
  const isSubscription = instance.charge === 'Subscription';
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
    Log: instance.log,
    LogStorage: instance.logStorage,
    VpcId: instance.vpcId,
    ZoneIds: instance.zoneIds,
    VswitchIds: instance.vswitchIds,
    CaCertificateChainPem: instance.caCertificate,
    ChargeType: isSubscription ? 'PREPAY' : 'POSTPAY',
    ProductType: isSubscription ? 'kms_ddi_public_cn' : 'kms_ppi_public_cn',
    ProductVersion: instance.productVersion,
    SaleStatus: 'Normal',
    DeletionProtection: instance.isProtected,
    DeletionProtectionDescription: instance.protectionReason,
    BindVpcs: { BindVpc: instance.boundVpcs.map((vpc) => vpcToWire(vpc, tenant)) },
  };
}

function vpcToWire({ regionId, vpcId, vpcOwnerId, vswitchId }: BoundVpc, { region, account }: Tenant) {
  return { RegionId: regionId || region, VpcId: vpcId, VpcOwnerId: vpcOwnerId || account, VSwitchId: vswitchId };
}
