import { Type } from '@sinclair/typebox';

import { invalidParameter, unsupportedOperation } from '../errors.ts';
import { SecretName } from './fields.ts';

/** What TagResource and UntagResource name one of. */
export const tagTarget = {
  KeyId: Type.Optional(Type.String()),
  SecretName: Type.Optional(SecretName),
  CertificateId: Type.Optional(Type.String()),
};

/**
 * The secret that is meant. @throws VendorError InvalidParameter unless exactly one target is named,
 * UnsupportedOperation for a target that carries no tags here
 */
export function targetFromWire(input: { readonly KeyId?: string; readonly SecretName?: string; readonly CertificateId?: string }): string {
  const named = [input.KeyId, input.SecretName, input.CertificateId].filter((id) => id !== undefined);
  if (named.length !== 1) throw invalidParameter('', 'name exactly one of KeyId, SecretName and CertificateId');
  if (input.SecretName === undefined) throw unsupportedOperation('only secrets carry tags here: give SecretName');
  return input.SecretName;
}
