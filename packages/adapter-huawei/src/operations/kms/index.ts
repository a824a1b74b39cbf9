import type { HuaweiOperation } from '../../operation.ts';
import { AssociateAlias } from './AssociateAlias.ts';
import { BatchCreateKmsTags } from './BatchCreateKmsTags.ts';
import { CancelGrant } from './CancelGrant.ts';
import { CancelKeyDeletion } from './CancelKeyDeletion.ts';
import { CancelSelfGrant } from './CancelSelfGrant.ts';
import { CreateAlias } from './CreateAlias.ts';
import { CreateDatakey } from './CreateDatakey.ts';
import { CreateDatakeyWithoutPlaintext } from './CreateDatakeyWithoutPlaintext.ts';
import { CreateEcDatakeyPair } from './CreateEcDatakeyPair.ts';
import { CreateGrant } from './CreateGrant.ts';
import { CreateKey } from './CreateKey.ts';
import { CreateKmsTag } from './CreateKmsTag.ts';
import { CreateParametersForImport } from './CreateParametersForImport.ts';
import { CreateRandom } from './CreateRandom.ts';
import { CreateRsaDatakeyPair } from './CreateRsaDatakeyPair.ts';
import { DecryptData } from './DecryptData.ts';
import { DecryptDatakey } from './DecryptDatakey.ts';
import { DeleteAlias } from './DeleteAlias.ts';
import { DeleteImportedKeyMaterial } from './DeleteImportedKeyMaterial.ts';
import { DeleteKey } from './DeleteKey.ts';
import { DeleteTag } from './DeleteTag.ts';
import { DisableKey } from './DisableKey.ts';
import { DisableKeyRotation } from './DisableKeyRotation.ts';
import { EnableKey } from './EnableKey.ts';
import { EnableKeyRotation } from './EnableKeyRotation.ts';
import { EncryptData } from './EncryptData.ts';
import { EncryptDatakey } from './EncryptDatakey.ts';
import { GenerateMac } from './GenerateMac.ts';
import { ImportKeyMaterial } from './ImportKeyMaterial.ts';
import { ListAliases } from './ListAliases.ts';
import { ListGrants } from './ListGrants.ts';
import { ListKeyDetail } from './ListKeyDetail.ts';
import { ListKeys } from './ListKeys.ts';
import { ListKmsByTags } from './ListKmsByTags.ts';
import { ListKmsTags } from './ListKmsTags.ts';
import { ListRetirableGrants } from './ListRetirableGrants.ts';
import { ListSupportRegions } from './ListSupportRegions.ts';
import { ReEncrypt } from './ReEncrypt.ts';
import { RotateOnDemand } from './RotateOnDemand.ts';
import { ShowKeyRotationStatus } from './ShowKeyRotationStatus.ts';
import { ShowKmsTags } from './ShowKmsTags.ts';
import { ShowPublicKey } from './ShowPublicKey.ts';
import { ShowUserInstances } from './ShowUserInstances.ts';
import { ShowUserQuotas } from './ShowUserQuotas.ts';
import { ShowVersion } from './ShowVersion.ts';
import { ShowVersions } from './ShowVersions.ts';
import { Sign } from './Sign.ts';
import { UpdateKeyAlias } from './UpdateKeyAlias.ts';
import { UpdateKeyDescription } from './UpdateKeyDescription.ts';
import { UpdateKeyRotationInterval } from './UpdateKeyRotationInterval.ts';
import { ValidateSignature } from './ValidateSignature.ts';
import { VerifyMac } from './VerifyMac.ts';

/** The operations of KMS, in the order of its documents. */
export const kmsOperations: readonly HuaweiOperation[] = [
  CreateKey,
  EnableKey,
  DisableKey,
  DeleteKey,
  CancelKeyDeletion,
  UpdateKeyAlias,
  UpdateKeyDescription,
  CreateDatakey,
  CreateDatakeyWithoutPlaintext,
  EncryptDatakey,
  DecryptDatakey,
  CreateRsaDatakeyPair,
  CreateEcDatakeyPair,
  CreateRandom,
  EncryptData,
  DecryptData,
  ReEncrypt,
  Sign,
  ValidateSignature,
  ShowPublicKey,
  GenerateMac,
  VerifyMac,
  CreateParametersForImport,
  ImportKeyMaterial,
  DeleteImportedKeyMaterial,
  CreateGrant,
  CancelGrant,
  CancelSelfGrant,
  ListGrants,
  ListRetirableGrants,
  EnableKeyRotation,
  UpdateKeyRotationInterval,
  DisableKeyRotation,
  RotateOnDemand,
  ShowKeyRotationStatus,
  ListKeys,
  ListKeyDetail,
  ShowUserInstances,
  ShowUserQuotas,
  CreateAlias,
  DeleteAlias,
  ListAliases,
  AssociateAlias,
  BatchCreateKmsTags,
  CreateKmsTag,
  DeleteTag,
  ShowKmsTags,
  ListKmsTags,
  ListKmsByTags,
  ListSupportRegions,
  ShowVersions,
  ShowVersion,
];
