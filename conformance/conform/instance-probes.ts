import type { Probe, ProbeCall, ProbeStep } from '../../packages/conform/src/probes/probe.ts';

const PERMISSIONS = ['CryptoServiceKeyUser', 'CryptoServiceSecretUser'].map(
  (name) => `RbacPermission/Template/${name}`,
);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const KeyId = '<KeyId:key>';
const Plaintext = base64('plain');

/** A call at the shared gateway, where secrets, keys and client keys of an instance are made. */
function shared(Action: string, params: Readonly<Record<string, string>>, as?: string): ProbeCall {
  const all = { Action, Version: '2016-01-20', Format: 'JSON', ...params };
  return { door: 'aliyun', method: 'POST', target: '/', params: all, ...(as !== undefined && { as }) };
}

/** Whoever may use every key and secret of the instance, by a client key. */
const CLIENT: readonly ProbeCall[] = [
  shared('CreatePolicy', {
    Name: 'all',
    KmsInstance: 'kst-1',
    Permissions: JSON.stringify(PERMISSIONS),
    Resources: '["key/*","secret/*"]',
  }),
  shared('CreateApplicationAccessPoint', { Name: 'app', Policies: '["all"]', AuthenticationMethod: 'ClientKey' }),
  shared('CreateClientKey', { AapName: 'app', Password: 'Pass-word-1' }),
];

const key = (KeySpec: string, KeyUsage: string): ProbeCall =>
  shared('CreateKey', { DKMSInstanceId: 'kst-1', KeySpec, KeyUsage }, 'key');
const symmetric = key('Aliyun_AES_256', 'ENCRYPT/DECRYPT');
const signing = key('EC_P256', 'SIGN/VERIFY');
const mac = key('HMAC_SHA_256', 'GENERATE/VERIFY_MAC');

type Fields = Readonly<Record<string, unknown>>;

/** Two successes of an operation, and what is rejected. */
interface InstanceScenario {
  readonly given?: readonly (ProbeCall | readonly [operation: string, fields: Fields])[];
  readonly first: Fields;
  readonly second: Fields;
  readonly rejected: Fields;
}

const NO_KEY = { KeyId: 'none' };
const ENCRYPTED = { CiphertextBlob: '<CiphertextBlob>', Iv: '<Iv>' };
const Aad = base64('aad');
const Digest = Buffer.alloc(32, 1).toString('base64');
const SECRET = { EncryptionKeyId: KeyId, DKMSInstanceId: 'kst-1', SecretData: 'value', VersionId: 'v1' };
const dataKey: InstanceScenario = {
  given: [symmetric],
  first: { KeyId, NumberOfBytes: 32 },
  second: { KeyId, NumberOfBytes: 16, Aad },
  rejected: { ...NO_KEY, NumberOfBytes: 32 },
};
const keyPair = (KeyPairSpec: string, KeyFormat: string): InstanceScenario => ({
  given: [symmetric],
  first: { KeyId, KeyPairSpec, KeyFormat },
  second: { KeyId, KeyPairSpec, Aad },
  rejected: { KeyId, KeyPairSpec: 'none' },
});
const encryption: InstanceScenario = {
  given: [symmetric],
  first: { KeyId, Plaintext },
  second: { KeyId, Plaintext, Aad },
  rejected: { KeyId },
};
const decryption = (encrypt: string): InstanceScenario => ({
  given: [symmetric, [encrypt, { KeyId, Plaintext }]],
  first: { KeyId, ...ENCRYPTED },
  second: { KeyId, ...ENCRYPTED, Algorithm: 'AES_GCM' },
  rejected: { KeyId, ...ENCRYPTED, Aad },
});

const SCENARIOS: Readonly<Record<string, InstanceScenario>> = {
  Encrypt: encryption,
  Decrypt: decryption('Encrypt'),
  AdvanceEncrypt: encryption,
  AdvanceDecrypt: decryption('AdvanceEncrypt'),
  GenerateDataKey: dataKey,
  AdvanceGenerateDataKey: dataKey,
  GenerateDataKeyPair: keyPair('EC_P256', 'DER'),
  GenerateDataKeyPairWithoutPlaintext: keyPair('EC_P256', 'DER'),
  AdvanceGenerateDataKeyPair: keyPair('EC_P256', 'PEM'),
  AdvanceGenerateDataKeyPairWithoutPlaintext: keyPair('EC_P256', 'PEM'),
  GenerateRandom: { first: { Length: 16 }, second: { Length: 32 }, rejected: { Length: 100_000 } },
  GetPublicKey: {
    given: [signing],
    first: { KeyId },
    second: { KeyId },
    rejected: NO_KEY,
  },
  Sign: {
    given: [signing],
    first: { KeyId, Algorithm: 'ECDSA_SHA_256', Message: base64('message'), MessageType: 'RAW' },
    second: { KeyId, Algorithm: 'ECDSA_SHA_256', Message: Digest, MessageType: 'DIGEST' },
    rejected: { ...NO_KEY, Message: Digest },
  },
  Verify: {
    given: [signing, ['Sign', { KeyId, Algorithm: 'ECDSA_SHA_256', Message: base64('message'), MessageType: 'RAW' }]],
    first: verification('message'),
    second: verification('another'),
    rejected: { ...NO_KEY, Message: Digest },
  },
  Hmac: { given: [mac], first: { KeyId, Message: Aad }, second: { KeyId, Message: Plaintext }, rejected: { KeyId } },
  GetSecretValue: {
    given: [
      symmetric,
      shared('CreateSecret', { ...SECRET, SecretName: 'one' }),
      shared('CreateSecret', { ...SECRET, SecretName: 'two', SecretDataType: 'binary', SecretData: base64('two') }),
    ],
    first: { SecretName: 'one' },
    second: { SecretName: 'two', FetchExtendedConfig: true },
    rejected: { SecretName: 'none' },
  },
};

function verification(message: string): Fields {
  return { KeyId, Algorithm: 'ECDSA_SHA_256', Message: base64(message), Signature: '<Signature>', MessageType: 'RAW' };
}

/** Each operation of an instance's own gateway, in success and in error. */
export function instanceProbes(): Probe[] {
  return Object.entries(SCENARIOS).map(([operation, { given = [], first, second, rejected }]): Probe => {
    const setUp = [...CLIENT, ...given].map((call): ProbeStep => ({
      call: 'method' in call ? call : instanceCall(...call),
    }));
    const steps: ProbeStep[] = [
      { call: instanceCall(operation, rejected), name: 'rejected' },
      { call: { ...instanceCall(operation, first), signed: 'wrongly' }, name: 'unsigned' },
      { call: instanceCall(operation, first), name: 'first' },
      { call: instanceCall(operation, second), name: 'second' },
    ];
    return { door: 'aliyun-instance', operation, needs: 'settings', steps: [...setUp, ...steps] };
  });
}

function instanceCall(operation: string, body: Fields): ProbeCall {
  return {
    ...{ method: 'POST', target: '/', body },
    headers: {
      'content-type': 'application/x-protobuf',
      'x-kms-apiname': operation,
      'x-kms-apiversion': 'dkms-gcs-0.2',
    },
    keys: { id: '<ClientKeyId>', secret: '<ClientKey>' },
  };
}
