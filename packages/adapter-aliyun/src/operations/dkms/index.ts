import type { NotImplemented } from '@dragoman/protocol-kit';

import type { InstanceOperation } from '../../dkms/operation.ts';
import { AdvanceDecrypt } from './AdvanceDecrypt.ts';
import { AdvanceEncrypt } from './AdvanceEncrypt.ts';
import { AdvanceGenerateDataKey } from './AdvanceGenerateDataKey.ts';
import { AdvanceGenerateDataKeyPair } from './AdvanceGenerateDataKeyPair.ts';
import { AdvanceGenerateDataKeyPairWithoutPlaintext } from './AdvanceGenerateDataKeyPairWithoutPlaintext.ts';
import { Decrypt } from './Decrypt.ts';
import { Encrypt } from './Encrypt.ts';
import { GenerateDataKey } from './GenerateDataKey.ts';
import { GenerateDataKeyPair } from './GenerateDataKeyPair.ts';
import { GenerateDataKeyPairWithoutPlaintext } from './GenerateDataKeyPairWithoutPlaintext.ts';
import { GenerateRandom } from './GenerateRandom.ts';
import { GetPublicKey } from './GetPublicKey.ts';
import { GetSecretValue } from './GetSecretValue.ts';
import { Hmac } from './Hmac.ts';
import { Sign } from './Sign.ts';
import { Verify } from './Verify.ts';

/** The operations of an instance's own gateway. */
export const instanceOperations: readonly InstanceOperation[] = [
  AdvanceEncrypt,
  AdvanceDecrypt,
  AdvanceGenerateDataKey,
  AdvanceGenerateDataKeyPair,
  AdvanceGenerateDataKeyPairWithoutPlaintext,
  Encrypt,
  Decrypt,
  GenerateDataKey,
  GenerateDataKeyPair,
  GenerateDataKeyPairWithoutPlaintext,
  Sign,
  Verify,
  GetPublicKey,
  GetSecretValue,
  GenerateRandom,
  Hmac,
];

/** In the messages of one SDK alone, which calls none of them. */
export const instanceNotImplemented: readonly NotImplemented[] = [
  { name: 'Hash' },
  { name: 'KmsEncrypt' },
  { name: 'KmsDecrypt' },
];
