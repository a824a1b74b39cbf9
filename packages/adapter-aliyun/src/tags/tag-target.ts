import { Type } from '@sinclair/typebox';

import { invalidParameter, unsupportedOperation } from '../errors/kms-errors.ts';
import { HELP } from '../messages/operations.ts';
import { SecretName } from '../wire/fields.ts';
import { KeyId } from '../keys/key-id.ts';
import type { ResourceType } from './taggable.ts';

/** What TagResource and UntagResource name one of. */
export const tagTarget = {
  KeyId: Type.Optional(KeyId),
  SecretName: Type.Optional(SecretName),
  CertificateId: Type.Optional(Type.String()),
};

/**
 * The key or secret that is meant. @throws VendorError InvalidParameter unless exactly one target is named,
 * UnsupportedOperation for a certificate
 */
export function targetFromWire(input: {
  readonly KeyId?: string;
  readonly SecretName?: string;
  readonly CertificateId?: string;
}): { readonly type: ResourceType; readonly id: string } {
  const [named, ...others] = [input.KeyId, input.SecretName, input.CertificateId].filter((id) => id !== undefined);
  if (named === undefined || others.length > 0) throw invalidParameter('', HELP.oneTarget);
  if (input.CertificateId !== undefined) throw unsupportedOperation(HELP.taggedHere);
  return { type: input.KeyId === undefined ? 'secret' : 'key', id: named };
}
