import type { HuaweiOperation } from '../../operation.ts';
import { CancelKeyDeletion } from './CancelKeyDeletion.ts';
import { CreateDatakey } from './CreateDatakey.ts';
import { CreateDatakeyWithoutPlaintext } from './CreateDatakeyWithoutPlaintext.ts';
import { CreateKey } from './CreateKey.ts';
import { CreateRandom } from './CreateRandom.ts';
import { DecryptData } from './DecryptData.ts';
import { DecryptDatakey } from './DecryptDatakey.ts';
import { DeleteKey } from './DeleteKey.ts';
import { DisableKey } from './DisableKey.ts';
import { DisableKeyRotation } from './DisableKeyRotation.ts';
import { EnableKey } from './EnableKey.ts';
import { EnableKeyRotation } from './EnableKeyRotation.ts';
import { EncryptData } from './EncryptData.ts';
import { EncryptDatakey } from './EncryptDatakey.ts';
import { GenerateMac } from './GenerateMac.ts';
import { ListKeyDetail } from './ListKeyDetail.ts';
import { ListKeys } from './ListKeys.ts';
import { ReEncrypt } from './ReEncrypt.ts';
import { ShowKeyRotationStatus } from './ShowKeyRotationStatus.ts';
import { ShowPublicKey } from './ShowPublicKey.ts';
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
  CreateRandom,
  EncryptData,
  DecryptData,
  ReEncrypt,
  Sign,
  ValidateSignature,
  ShowPublicKey,
  GenerateMac,
  VerifyMac,
  EnableKeyRotation,
  UpdateKeyRotationInterval,
  DisableKeyRotation,
  ShowKeyRotationStatus,
  ListKeys,
  ListKeyDetail,
];
