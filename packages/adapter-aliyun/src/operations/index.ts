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
import { RotateSecret } from './RotateSecret.ts';
import { SetSecretPolicy } from './SetSecretPolicy.ts';
import { TagResource } from './TagResource.ts';
import { TagResources } from './TagResources.ts';
import { UntagResource } from './UntagResource.ts';
import { UntagResources } from './UntagResources.ts';
import { UpdateSecret } from './UpdateSecret.ts';
import { UpdateSecretRotationPolicy } from './UpdateSecretRotationPolicy.ts';
import { UpdateSecretVersionStage } from './UpdateSecretVersionStage.ts';
import { instanceOperations } from './instances/index.ts';
import { keyOperations } from './keys/index.ts';

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
  RotateSecret,
  UpdateSecret,
  UpdateSecretRotationPolicy,
  UpdateSecretVersionStage,
  GetRandomPassword,
  SetSecretPolicy,
  GetSecretPolicy,
  BatchGetSecretValue,
  ...keyOperations,
  TagResource,
  UntagResource,
  TagResources,
  UntagResources,
  ListTagResources,
  DescribeAccountKmsStatus,
  DescribeRegions,
  OpenKmsService,
  ...instanceOperations,
];

/** What KMS has beside, rejected by name. */
export const notImplemented: readonly NotImplemented[] = [
  // Data keys that another service manages
  'GetManagedDataKey',
  'ListManagedDataKeyVersions',
  // Certificates
  'CreateCertificate',
  'UploadCertificate',
  'GetCertificate',
  'DescribeCertificate',
  'UpdateCertificateStatus',
  'DeleteCertificate',
  'CertificatePrivateKeySign',
  'CertificatePrivateKeyDecrypt',
  'CertificatePublicKeyVerify',
  'CertificatePublicKeyEncrypt',
].map((name) => ({ name }));
