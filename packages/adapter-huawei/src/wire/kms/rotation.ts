import { type CustomerKey, isSymmetric } from '@dragoman/core';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { loadOwnKey } from './key.ts';

/** How often a key rotates until somebody says otherwise, in days. */
export const DEFAULT_ROTATION_DAYS = 365;

/** @throws VendorError KMS.0312 for an external key, KMS.0324 for any other that cannot rotate */
export function rejectWithoutRotation(key: CustomerKey): void {
  if (key.origin === 'external') throw kmsError('externalRotation', HELP.importedMaterial({ keyId: key.id }));
  if (!isSymmetric(key.spec)) throw kmsError('pairRotation', HELP.keySpec({ keyId: key.id, spec: key.spec }));
}

/**
 * Finds a key to change the rotation of, which is on or off. @throws VendorError KMS.0211, 0312, 0324; 2901 or 0313
 * where it is not so
 */
export async function loadRotatingKey(
  context: Pick<HuaweiContext, 'services' | 'vault'>,
  id: string,
  state: 'on' | 'off',
): Promise<CustomerKey> {
  const key = await loadOwnKey(context, id);
  rejectWithoutRotation(key);
  if (state === 'on' && !key.rotation.enabled) throw kmsError('rotationOff', HELP.rotationOff({ keyId: key.id }));
  if (state === 'off' && key.rotation.enabled) throw kmsError('rotationOn', HELP.rotationOn({ keyId: key.id }));
  return key;
}
