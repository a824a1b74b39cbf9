import type { QuotaGroup } from '../../clients/pace.ts';
import type { Dialect } from '../../model/direction.ts';

/** Calls that tell what secrets and keys there are. */
const METADATA = {
  huawei: [...['ListSecrets', 'ListSecretVersions', 'ListSecretTags'], ...['ListKeys', 'ListKeyDetail', 'ListAliases']],
  aliyun: ['ListSecrets', 'DescribeSecret', 'ListSecretVersionIds', 'GetSecretPolicy', 'DescribeKey', 'ListAliases'],
  bk: ['get_credential_detail'],
} as const;

/** Calls that give a value. */
const VALUES = { huawei: ['ShowSecretVersion'], aliyun: ['GetSecretValue'], bk: [] } as const;

/** Everything that a cloud is called with when it is read. @param withValues whether values are asked for */
export function readingCalls(dialect: Dialect, withValues: boolean): ReadonlySet<string> {
  return new Set<string>([...METADATA[dialect], ...(withValues ? VALUES[dialect] : [])]);
}

/**
 * Half of what each vendor lets one user read in a second: Huawei 20 over CSMS and KMS (API overview), Alibaba Cloud
 * 450 (performance data of KMS); BlueKing ships without a limit, of which 5 is ours.
 */
export const READING_QUOTAS: Readonly<Record<Dialect, readonly QuotaGroup[]>> = {
  huawei: [{ operations: /./, perSecond: 10 }],
  aliyun: [{ operations: /./, perSecond: 225 }],
  bk: [{ operations: /./, perSecond: 2.5 }],
};
