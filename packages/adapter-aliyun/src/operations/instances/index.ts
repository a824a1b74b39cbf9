import type { AliyunOperation } from '../../operation.ts';
import { DescribeApplicationAccessPoint } from './DescribeApplicationAccessPoint.ts';
import { DescribeNetworkRule } from './DescribeNetworkRule.ts';
import { DescribePolicy } from './DescribePolicy.ts';
import { GetClientKey } from './GetClientKey.ts';
import { GetDefaultKmsInstance } from './GetDefaultKmsInstance.ts';
import { GetKmsInstance } from './GetKmsInstance.ts';
import { GetKmsInstanceQuotaInfos } from './GetKmsInstanceQuotaInfos.ts';
import { ListApplicationAccessPoints } from './ListApplicationAccessPoints.ts';
import { ListClientKeys } from './ListClientKeys.ts';
import { ListKmsInstances } from './ListKmsInstances.ts';
import { ListNetworkRules } from './ListNetworkRules.ts';
import { ListPolicies } from './ListPolicies.ts';

/** KMS instances and what belongs to them. */
export const instanceOperations: readonly AliyunOperation[] = [
  ListKmsInstances,
  GetKmsInstance,
  GetDefaultKmsInstance,
  GetKmsInstanceQuotaInfos,
  ListApplicationAccessPoints,
  DescribeApplicationAccessPoint,
  ListClientKeys,
  GetClientKey,
  ListNetworkRules,
  DescribeNetworkRule,
  ListPolicies,
  DescribePolicy,
];
