import { decryptAsymmetric } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages/operations.ts';
import { type AliyunContext, defineOperation } from '../../operation.ts';
import {
  type Plaintext,
  bytesFromWire,
  contextField,
  contextFromWire,
  makeBlob,
  openBlob,
  workerToWire,
} from '../../keys/key-data.ts';
import { KeyId, keyRefFromWire } from '../../keys/key-id.ts';
import { SYMMETRIC_ONLY, dryRun } from '../../keys/key-input.ts';
import { encryptionAlgorithms } from '../../keys/vendor-names.ts';
import { blobCheck, keyCheck } from '../../keys/key-checks.ts';

const input = Type.Object({
  CiphertextBlob: Type.String(),
  DestinationKeyId: KeyId,
  // A ciphertext of a key pair does not say who made it: these three do.
  SourceKeyId: Type.Optional(KeyId),
  SourceKeyVersionId: Type.Optional(Type.String()),
  SourceEncryptionAlgorithm: Type.Optional(encryptionAlgorithms.field),
  SourceEncryptionContext: contextField,
  DestinationEncryptionContext: contextField,
  ...dryRun,
});

type Input = Static<typeof input>;

export const ReEncrypt = defineOperation({
  name: 'ReEncrypt',
  quota: 'use-key',
  takesDryRun: true,
  rejections: SYMMETRIC_ONLY,
  input,
  checks: async (context, request) => [
    await sourceCheck(context, request),
    await keyCheck(context, 'kms:ReEncryptTo', request.DestinationKeyId),
  ],
  async run(context, request) {
    const destination = contextFromWire('DestinationEncryptionContext', request.DestinationEncryptionContext);
    const ref = keyRefFromWire(context, request.DestinationKeyId);
    const source = await openSource(context, request);
    const made = await makeBlob(context, ref, destination, source);
    return { ...workerToWire(made), CiphertextBlob: made.CiphertextBlob };
  },
});

function sourceCheck(context: AliyunContext, { CiphertextBlob, SourceKeyId, SourceEncryptionContext }: Input) {
  return SourceKeyId === undefined
    ? blobCheck(context, 'kms:ReEncryptFrom', CiphertextBlob, SourceEncryptionContext)
    : keyCheck(context, 'kms:ReEncryptFrom', SourceKeyId);
}

async function openSource(context: AliyunContext, request: Input): Promise<Plaintext> {
  const { CiphertextBlob, SourceKeyId, SourceKeyVersionId, SourceEncryptionAlgorithm } = request;
  if (SourceEncryptionAlgorithm === undefined) {
    return openBlob(context, {
      blob: CiphertextBlob,
      context: contextFromWire('SourceEncryptionContext', request.SourceEncryptionContext),
      ...(SourceKeyId !== undefined && { ref: keyRefFromWire(context, SourceKeyId) }),
    });
  }
  const { plaintext } = await decryptAsymmetric(context.services, {
    ref: keyRefFromWire(context, requireField('SourceKeyId', SourceKeyId)),
    versionId: requireField('SourceKeyVersionId', SourceKeyVersionId),
    algorithm: encryptionAlgorithms.fromWire(SourceEncryptionAlgorithm),
    ciphertext: bytesFromWire('CiphertextBlob', CiphertextBlob),
  });
  return { plaintext, asSent: false };
}

function requireField(name: string, value: string | undefined): string {
  if (value === undefined) throw new InvalidInputError(name, 'required', HELP.goesWithSource({ name }));
  return value;
}
