import type { NotImplemented } from '@dragoman/protocol-kit';

import type { AliyunOperation } from '../operation.ts';
import { BatchGetSecretValue } from './BatchGetSecretValue.ts';
import { CreateSecret } from './CreateSecret.ts';
import { DeleteSecret } from './DeleteSecret.ts';
import { DescribeAccountKmsStatus } from './DescribeAccountKmsStatus.ts';
import { DescribeRegions } from './DescribeRegions.ts';
import { DescribeSecret } from './DescribeSecret.ts';
import { GetRandomPassword } from './GetRandomPassword.ts';
import { GetSecretPolicy } from './GetSecretPolicy.ts';
import { GetSecretValue } from './GetSecretValue.ts';
import { ListSecretVersionIds } from './ListSecretVersionIds.ts';
import { ListSecrets } from './ListSecrets.ts';
import { ListTagResources } from './ListTagResources.ts';
import { OpenKmsService } from './OpenKmsService.ts';
import { PutSecretValue } from './PutSecretValue.ts';
import { RestoreSecret } from './RestoreSecret.ts';
import { SetSecretPolicy } from './SetSecretPolicy.ts';
import { TagResource } from './TagResource.ts';
import { TagResources } from './TagResources.ts';
import { UntagResource } from './UntagResource.ts';
import { UntagResources } from './UntagResources.ts';
import { UpdateSecret } from './UpdateSecret.ts';
import { UpdateSecretVersionStage } from './UpdateSecretVersionStage.ts';

/** What this door serves, in the order of the vendor's reference. */
export const operations: readonly AliyunOperation[] = [
  CreateSecret,
  DeleteSecret,
  DescribeSecret,
  GetSecretValue,
  ListSecrets,
  ListSecretVersionIds,
  PutSecretValue,
  RestoreSecret,
  UpdateSecret,
  UpdateSecretVersionStage,
  GetRandomPassword,
  SetSecretPolicy,
  GetSecretPolicy,
  BatchGetSecretValue,
  TagResource,
  UntagResource,
  TagResources,
  UntagResources,
  ListTagResources,
  DescribeAccountKmsStatus,
  DescribeRegions,
  OpenKmsService,
];

/** What KMS has beside, refused by name. */
export const notImplemented: readonly NotImplemented[] = [
  // Secrets
  'RotateSecret', 'UpdateSecretRotationPolicy',
  // Tags of keys
  'ListResourceTags',
  // Keys
  'CreateKey', 'DescribeKey', 'ListKeys', 'EnableKey', 'DisableKey', 'CancelKeyDeletion', 'DeleteKeyMaterial',
  'ScheduleKeyDeletion', 'UpdateKeyDescription', 'UpdateRotationPolicy', 'SetDeletionProtection', 'CreateAlias', 'UpdateAlias',
  'DeleteAlias', 'ListAliases', 'ListAliasesByKeyId', 'CreateKeyVersion', 'DescribeKeyVersion', 'ListKeyVersions',
  'GetParametersForImport', 'ImportKeyMaterial', 'GetKeyPolicy', 'SetKeyPolicy', 'GetManagedDataKey', 'ListManagedDataKeyVersions',
  // Cryptography
  'Encrypt', 'Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncrypt', 'ExportDataKey', 'GenerateAndExportDataKey',
  'AsymmetricEncrypt', 'AsymmetricDecrypt', 'AsymmetricSign', 'AsymmetricVerify', 'GetPublicKey', 'GenerateMac', 'VerifyMac',
  // Instances
  'ConnectKmsInstance', 'ReleaseKmsInstance', 'GetKmsInstance', 'ListKmsInstances', 'GetDefaultKmsInstance', 'GetKmsInstanceQuotaInfos',
  'UpdateKmsInstanceBindVpc',
  // Application access points
  'CreateApplicationAccessPoint', 'DescribeApplicationAccessPoint', 'ListApplicationAccessPoints', 'UpdateApplicationAccessPoint',
  'DeleteApplicationAccessPoint', 'CreateClientKey', 'GetClientKey', 'ListClientKeys', 'DeleteClientKey', 'CreateNetworkRule',
  'DescribeNetworkRule', 'ListNetworkRules', 'UpdateNetworkRule', 'DeleteNetworkRule', 'CreatePolicy', 'DescribePolicy', 'ListPolicies',
  'UpdatePolicy', 'DeletePolicy',
  // Certificates
  'CreateCertificate', 'UploadCertificate', 'GetCertificate', 'DescribeCertificate', 'UpdateCertificateStatus', 'DeleteCertificate',
  'CertificatePrivateKeySign', 'CertificatePrivateKeyDecrypt', 'CertificatePublicKeyVerify', 'CertificatePublicKeyEncrypt',
].map((name) => ({ name }));
