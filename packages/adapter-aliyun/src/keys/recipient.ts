import { wrapToPublicKey } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { bytesFromWire } from './key-data.ts';
import { encryptionAlgorithms, wrappingSpecs } from './vendor-names.ts';

/** Whose public key a data key is exported to. */
export const recipientRequest = {
  PublicKeyBlob: Type.String(),
  WrappingKeySpec: wrappingSpecs.field,
  WrappingAlgorithm: encryptionAlgorithms.field,
};

interface Recipient {
  readonly PublicKeyBlob: string;
  readonly WrappingKeySpec: Parameters<typeof wrappingSpecs.fromWire>[0];
  readonly WrappingAlgorithm: Parameters<typeof encryptionAlgorithms.fromWire>[0];
}

/** Wraps a data key to the recipient. @throws InvalidInput; what is returned throws DomainError `key-input-invalid` */
export function recipientFromWire({
  PublicKeyBlob,
  WrappingKeySpec,
  WrappingAlgorithm,
}: Recipient): (dataKey: Buffer) => Promise<Buffer> {
  const publicKey = bytesFromWire('PublicKeyBlob', PublicKeyBlob);
  const algorithm = encryptionAlgorithms.fromWire(WrappingAlgorithm);
  if ((wrappingSpecs.fromWire(WrappingKeySpec) === 'SM2') !== (algorithm === 'sm2')) {
    throw new InvalidInputError('WrappingAlgorithm', 'format', HELP.wrapping);
  }
  return (dataKey) => wrapToPublicKey(algorithm, publicKey, dataKey);
}
