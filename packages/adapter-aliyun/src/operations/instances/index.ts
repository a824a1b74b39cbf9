import type { AliyunOperation } from '../../operation.ts';
import { ConnectKmsInstance } from './ConnectKmsInstance.ts';
import { CreateApplicationAccessPoint } from './CreateApplicationAccessPoint.ts';
import { CreateClientKey } from './CreateClientKey.ts';
import { CreateNetworkRule } from './CreateNetworkRule.ts';
import { CreatePolicy } from './CreatePolicy.ts';
import { DeleteApplicationAccessPoint } from './DeleteApplicationAccessPoint.ts';
import { DeleteClientKey } from './DeleteClientKey.ts';
import { DeleteNetworkRule } from './DeleteNetworkRule.ts';
import { DeletePolicy } from './DeletePolicy.ts';
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
import { ReleaseKmsInstance } from './ReleaseKmsInstance.ts';
import { UpdateApplicationAccessPoint } from './UpdateApplicationAccessPoint.ts';
import { UpdateKmsInstance } from './UpdateKmsInstance.ts';
import { UpdateKmsInstanceBindVpc } from './UpdateKmsInstanceBindVpc.ts';
import { UpdateNetworkRule } from './UpdateNetworkRule.ts';
import { UpdatePolicy } from './UpdatePolicy.ts';

/** KMS instances and what belongs to them. */
export const instanceOperations: readonly AliyunOperation[] = [
  ListKmsInstances,
  GetKmsInstance,
  GetDefaultKmsInstance,
  GetKmsInstanceQuotaInfos,
  ConnectKmsInstance,
  UpdateKmsInstance,
  UpdateKmsInstanceBindVpc,
  ReleaseKmsInstance,
  CreateNetworkRule,
  DescribeNetworkRule,
  ListNetworkRules,
  UpdateNetworkRule,
  DeleteNetworkRule,
  CreatePolicy,
  DescribePolicy,
  ListPolicies,
  UpdatePolicy,
  DeletePolicy,
  CreateApplicationAccessPoint,
  DescribeApplicationAccessPoint,
  ListApplicationAccessPoints,
  UpdateApplicationAccessPoint,
  DeleteApplicationAccessPoint,
  CreateClientKey,
  GetClientKey,
  ListClientKeys,
  DeleteClientKey,
];
