import { expect, it } from '@jest/globals';

import { watchReads } from '../../../../test/facts/watch-reads.ts';
import { instanceOperations } from '../../src/operations/dkms/index.ts';
import { INSTANCE, newInstanceEnvironment } from './environment.ts';

/** Members of any operation; some are rejected where they do not fit, once all of them were looked at. */
const MEMBERS = {
  ...{ Plaintext: Buffer.from('plain'), CiphertextBlob: Buffer.alloc(32), Aad: Buffer.from('aad') },
  ...{ Iv: Buffer.alloc(12), PaddingMode: 'PKCS7_PADDING', Algorithm: 'AES_GCM', NumberOfBytes: 16, Length: 16 },
  ...{ KeyPairSpec: 'RSA_2048', KeyFormat: 'PEM', SecretName: 's', FetchExtendedConfig: true },
  ...{ Message: Buffer.from('m'), VersionId: 'v1', VersionStage: 'ACSCurrent' },
};

it('every operation of an instance reads every member of its input', async () => {
  const watched = watchReads(instanceOperations);
  try {
    const environment = await newInstanceEnvironment();
    const KeyId = await environment.key();
    const signing = await environment.key('RSA_2048', { KeyUsage: 'SIGN/VERIFY' });
    const secret = { SecretName: 's', VersionId: 'v1', SecretData: 'data' };
    await environment.ok('CreateSecret', { ...secret, DKMSInstanceId: INSTANCE, EncryptionKeyId: KeyId });
    for (const { name } of instanceOperations) await environment.call(name, { ...MEMBERS, KeyId });
    for (const part of [{ Message: Buffer.from('m'), MessageType: 'RAW' }, { Digest: Buffer.alloc(32) }])
      for (const name of ['Sign', 'Verify'] as const)
        await environment.call(name, {
          ...part,
          KeyId: signing,
          Algorithm: 'RSA_PSS_SHA_256',
          Signature: Buffer.alloc(256),
        });
    expect(instanceOperations.flatMap(({ name }) => watched.unread(name).map((path) => `${name}: ${path}`))).toEqual(
      [],
    );
  } finally {
    watched.stop();
  }
});
