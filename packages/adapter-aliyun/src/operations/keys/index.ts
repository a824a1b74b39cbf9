import type { AliyunOperation } from '../../operation.ts';
import { AsymmetricDecrypt } from './AsymmetricDecrypt.ts';
import { AsymmetricEncrypt } from './AsymmetricEncrypt.ts';
import { AsymmetricSign } from './AsymmetricSign.ts';
import { AsymmetricVerify } from './AsymmetricVerify.ts';
import { CancelKeyDeletion } from './CancelKeyDeletion.ts';
import { CreateAlias } from './CreateAlias.ts';
import { CreateKey } from './CreateKey.ts';
import { CreateKeyVersion } from './CreateKeyVersion.ts';
import { Decrypt } from './Decrypt.ts';
import { DeleteAlias } from './DeleteAlias.ts';
import { DeleteKeyMaterial } from './DeleteKeyMaterial.ts';
import { DescribeKey } from './DescribeKey.ts';
import { DescribeKeyVersion } from './DescribeKeyVersion.ts';
import { DisableKey } from './DisableKey.ts';
import { EnableKey } from './EnableKey.ts';
import { Encrypt } from './Encrypt.ts';
import { ExportDataKey } from './ExportDataKey.ts';
import { GenerateAndExportDataKey } from './GenerateAndExportDataKey.ts';
import { GenerateDataKey } from './GenerateDataKey.ts';
import { GenerateDataKeyWithoutPlaintext } from './GenerateDataKeyWithoutPlaintext.ts';
import { GenerateMac } from './GenerateMac.ts';
import { GetKeyPolicy } from './GetKeyPolicy.ts';
import { GetParametersForImport } from './GetParametersForImport.ts';
import { GetPublicKey } from './GetPublicKey.ts';
import { ImportKeyMaterial } from './ImportKeyMaterial.ts';
import { ListAliases } from './ListAliases.ts';
import { ListAliasesByKeyId } from './ListAliasesByKeyId.ts';
import { ListKeyVersions } from './ListKeyVersions.ts';
import { ListKeys } from './ListKeys.ts';
import { ListResourceTags } from './ListResourceTags.ts';
import { ReEncrypt } from './ReEncrypt.ts';
import { ScheduleKeyDeletion } from './ScheduleKeyDeletion.ts';
import { SetDeletionProtection } from './SetDeletionProtection.ts';
import { SetKeyPolicy } from './SetKeyPolicy.ts';
import { UpdateAlias } from './UpdateAlias.ts';
import { UpdateKeyDescription } from './UpdateKeyDescription.ts';
import { UpdateRotationPolicy } from './UpdateRotationPolicy.ts';
import { VerifyMac } from './VerifyMac.ts';

/** The operations of keys, in the order of the vendor's reference. */
export const keyOperations: readonly AliyunOperation[] = [
  CreateKey,
  DescribeKey,
  ListKeys,
  EnableKey,
  DisableKey,
  ScheduleKeyDeletion,
  CancelKeyDeletion,
  UpdateKeyDescription,
  UpdateRotationPolicy,
  SetDeletionProtection,
  CreateAlias,
  UpdateAlias,
  DeleteAlias,
  ListAliases,
  ListAliasesByKeyId,
  CreateKeyVersion,
  DescribeKeyVersion,
  ListKeyVersions,
  GetParametersForImport,
  ImportKeyMaterial,
  DeleteKeyMaterial,
  GetKeyPolicy,
  SetKeyPolicy,
  ListResourceTags,
  Encrypt,
  Decrypt,
  GenerateDataKey,
  GenerateDataKeyWithoutPlaintext,
  ReEncrypt,
  ExportDataKey,
  GenerateAndExportDataKey,
  AsymmetricEncrypt,
  AsymmetricDecrypt,
  AsymmetricSign,
  AsymmetricVerify,
  GetPublicKey,
  GenerateMac,
  VerifyMac,
];
