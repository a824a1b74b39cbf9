import type { Dialect } from '../model/direction.ts';
import type { QuotaGroup } from './pace.ts';

/**
 * 70 % of what each vendor lets one user call in a second: Huawei 20 over CSMS and KMS (API overview), Alibaba Cloud 10
 * creations and deletions, 40 other writes, 450 reads (performance data of KMS). BlueKing ships without a limit; 5 is
 * ours.
 */
export const QUOTAS: Readonly<Record<Dialect, readonly QuotaGroup[]>> = {
  huawei: [{ operations: /./, perSecond: 14 }],
  aliyun: [
    { operations: /^(?:CreateSecret|DeleteSecret)$/, perSecond: 7 },
    { operations: /^(?:Get|Describe|List)/, perSecond: 315 },
    { operations: /./, perSecond: 28 },
  ],
  bk: [{ operations: /./, perSecond: 5 }],
};
