import { type Call, type Scenarios, key } from '../scenario.ts';

const KEY = { KeyId: '<KeyId>' };
const VERSION = { ...KEY, KeyVersionId: '<PrimaryKeyVersion>' };
const CONTEXT = '{"a":"b"}';
const RSA = { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT/DECRYPT' };
const OAEP_256 = { ...VERSION, Algorithm: 'RSAES_OAEP_SHA_256' };
const OAEP_1 = { ...VERSION, Algorithm: 'RSAES_OAEP_SHA_1' };
const ECDSA = { ...VERSION, Algorithm: 'ECDSA_SHA_256', Digest: Buffer.alloc(32, 1).toString('base64') };
const PSS = { ...ECDSA, Algorithm: 'RSA_PSS_SHA_256' };
const HMAC = { ...KEY, Algorithm: 'HMAC_SHA_256', Message: 'eA==' };
const HMAC_512 = { ...HMAC, Algorithm: 'HMAC_SHA_512' };
const encrypted: Call = ['Encrypt', { ...KEY, Plaintext: 'eA==', EncryptionContext: CONTEXT }];
const RECIPIENT = {
  PublicKeyBlob:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqnrt5Ygk2QIQDPV1nkCRCuo+amlh6CIulBNfAQ0TE9rNYBghJ50gGcLQnKF0dsaNwzJ7' +
    'TBnFG6JAfmwDzyMdxrxo3yBqR5o9tjXVZFnHtJ1mKJIhAUwfk7yQzfKYuDDhsXbF0p+snEzjYXMG3HtjAzVd4jQmTqDvVhaP0dehaT1qMVGGrDF5' +
    '8rIUcXzwMGoTkQYZ8DozSgZkjf/f6Pne8fdjY/3eA1O/OuZzHRpjeCx2eONwSoa+YrdqjjmB8T0UsjYHiO5rmh+nqwuI43C0V613QW9VDdgf6o/K' +
    'SP/WdoW8H5XRoH08osWoOn0iYISLYOwLkepVvY6a6nHaYde6pwIDAQAB',
  WrappingKeySpec: 'RSA_2048',
  WrappingAlgorithm: 'RSAES_OAEP_SHA_256',
};

/** What keys do. */
export const cryptographyScenarios: Scenarios = {
  Encrypt: {
    given: [key()],
    first: { ...KEY, Plaintext: 'eA==' },
    between: [key()],
    second: { ...KEY, Plaintext: 'eHl6', EncryptionContext: CONTEXT },
    rejected: { ...KEY, Plaintext: 'x'.repeat(6145) },
  },
  Decrypt: {
    given: [key(), encrypted],
    first: { CiphertextBlob: '<CiphertextBlob>', EncryptionContext: CONTEXT },
    between: [['Encrypt', { ...KEY, Plaintext: 'eXk=' }]],
    second: { CiphertextBlob: '<CiphertextBlob>' },
    rejected: { CiphertextBlob: '<CiphertextBlob>' },
  },
  ReEncrypt: {
    given: [key(), encrypted, key()],
    first: { CiphertextBlob: '<CiphertextBlob>', DestinationKeyId: '<KeyId>', SourceEncryptionContext: CONTEXT },
    between: [['Encrypt', { ...KEY, Plaintext: 'eHk=' }], key()],
    second: { CiphertextBlob: '<CiphertextBlob>', DestinationKeyId: '<KeyId>' },
    rejected: { CiphertextBlob: '<CiphertextBlob>', DestinationKeyId: '<KeyId>' },
  },
  GenerateDataKey: {
    given: [key()],
    first: { ...KEY, KeySpec: 'AES_256' },
    second: { ...KEY, KeySpec: 'AES_128' },
    rejected: { ...KEY, NumberOfBytes: '1025' },
  },
  GenerateDataKeyWithoutPlaintext: {
    given: [key()],
    first: { ...KEY, NumberOfBytes: '24' },
    second: { ...KEY, NumberOfBytes: '64' },
    rejected: { KeyId: 'nope' },
  },
  ExportDataKey: {
    given: [key(), ['GenerateDataKeyWithoutPlaintext', KEY]],
    first: { CiphertextBlob: '<CiphertextBlob>', ...RECIPIENT },
    between: [key(), ['GenerateDataKeyWithoutPlaintext', KEY]],
    second: { CiphertextBlob: '<CiphertextBlob>', ...RECIPIENT, WrappingAlgorithm: 'RSAES_OAEP_SHA_1' },
    rejected: { CiphertextBlob: '<CiphertextBlob>', ...RECIPIENT, PublicKeyBlob: 'eA==' },
  },
  GenerateAndExportDataKey: {
    given: [key()],
    first: { ...KEY, ...RECIPIENT },
    second: { ...KEY, ...RECIPIENT, NumberOfBytes: '16' },
    rejected: { ...KEY, ...RECIPIENT, NumberOfBytes: '512' },
  },
  AsymmetricEncrypt: {
    given: [key(RSA)],
    first: { ...OAEP_256, Plaintext: 'eA==' },
    between: [key({ ...RSA, KeySpec: 'RSA_3072' })],
    second: { ...OAEP_1, Plaintext: 'eXk=' },
    rejected: { ...OAEP_256, Plaintext: Buffer.alloc(256).toString('base64') },
  },
  AsymmetricDecrypt: {
    given: [key(RSA), ['AsymmetricEncrypt', { ...OAEP_256, Plaintext: 'eA==' }]],
    first: { ...OAEP_256, CiphertextBlob: '<CiphertextBlob>' },
    between: [['AsymmetricEncrypt', { ...OAEP_1, Plaintext: 'eXk=' }]],
    second: { ...OAEP_1, CiphertextBlob: '<CiphertextBlob>' },
    rejected: { ...OAEP_256, CiphertextBlob: 'eA==' },
  },
  AsymmetricSign: {
    given: [key({ KeySpec: 'EC_P256' })],
    first: ECDSA,
    between: [key({ KeySpec: 'RSA_2048', KeyUsage: 'SIGN/VERIFY' })],
    second: PSS,
    rejected: { ...ECDSA, Digest: 'eA==' },
  },
  AsymmetricVerify: {
    given: [key({ KeySpec: 'EC_P256' }), ['AsymmetricSign', ECDSA]],
    first: { ...ECDSA, Value: '<Value>' },
    second: { ...ECDSA, Digest: Buffer.alloc(32, 2).toString('base64'), Value: '<Value>' },
    rejected: { ...ECDSA, Algorithm: 'SM2DSA', Value: '<Value>' },
  },
  GetPublicKey: {
    given: [key({ KeySpec: 'EC_P256' })],
    first: VERSION,
    between: [key(RSA)],
    second: VERSION,
    rejected: { ...VERSION, KeyVersionId: 'nope' },
  },
  GenerateMac: {
    given: [key({ KeySpec: 'HMAC_SHA_256' })],
    first: HMAC,
    between: [key({ KeySpec: 'HMAC_SHA_512' })],
    second: HMAC_512,
    rejected: { ...HMAC, Algorithm: 'HMAC_SHA_512' },
  },
  VerifyMac: {
    given: [key({ KeySpec: 'HMAC_SHA_256' }), ['GenerateMac', HMAC]],
    first: { ...HMAC, Mac: '<Mac>' },
    between: [key({ KeySpec: 'HMAC_SHA_512' }), ['GenerateMac', HMAC_512]],
    second: { ...HMAC_512, Message: 'eXk=', Mac: '<Mac>' },
    rejected: HMAC,
  },
};
