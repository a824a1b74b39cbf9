import { Type } from '@sinclair/typebox';

import { passwordKey } from '../job/password-key.ts';
import { defineOperation } from '../operation.ts';
import { scopeFields } from '../wire/scope.ts';

/**
 * The key that clients encrypt account passwords with.
 * @NOTE unverified: the documentation spells the fields `public_key` and `encrypt_algorithm`, the service's class as
 * here
 */
export const getAccountPasswordEncryptionMetadata = defineOperation({
  name: 'get_account_password_encryption_metadata',
  needs: [],
  esb: 'unregistered',
  apigw: 'GET',
  backend: ['GET'],
  input: Type.Object(scopeFields),
  isScopeless: () => true,
  async run({ services }) {
    return { publicKey: await passwordKey(services), encryptAlgorithm: 'RSA' };
  },
});
