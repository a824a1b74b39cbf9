import type { HuaweiOperation } from '../../operation.ts';
import { CancelKeyDeletion } from './CancelKeyDeletion.ts';
import { CreateKey } from './CreateKey.ts';
import { CreateRandom } from './CreateRandom.ts';
import { DeleteKey } from './DeleteKey.ts';
import { DisableKey } from './DisableKey.ts';
import { DisableKeyRotation } from './DisableKeyRotation.ts';
import { EnableKey } from './EnableKey.ts';
import { EnableKeyRotation } from './EnableKeyRotation.ts';
import { ListKeyDetail } from './ListKeyDetail.ts';
import { ListKeys } from './ListKeys.ts';
import { ShowKeyRotationStatus } from './ShowKeyRotationStatus.ts';
import { UpdateKeyAlias } from './UpdateKeyAlias.ts';
import { UpdateKeyDescription } from './UpdateKeyDescription.ts';
import { UpdateKeyRotationInterval } from './UpdateKeyRotationInterval.ts';

/** The operations of KMS, in the order of its documents. */
export const kmsOperations: readonly HuaweiOperation[] = [
  CreateKey,
  EnableKey,
  DisableKey,
  DeleteKey,
  CancelKeyDeletion,
  UpdateKeyAlias,
  UpdateKeyDescription,
  CreateRandom,
  ListKeys,
  ListKeyDetail,
  EnableKeyRotation,
  UpdateKeyRotationInterval,
  DisableKeyRotation,
  ShowKeyRotationStatus,
];
