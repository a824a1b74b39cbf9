import type { MessageType } from './message.ts';

/** What an operation of the instance gateway takes and answers. */
export interface OperationMessages {
  readonly request: MessageType;
  readonly response: MessageType;
}

const encrypted = {
  KeyId: [1, 'string'],
  CiphertextBlob: [2, 'bytes'],
  Iv: [3, 'bytes'],
  RequestId: [4, 'string'],
  Algorithm: [5, 'string'],
  PaddingMode: [6, 'string'],
} as const satisfies MessageType;

const decrypted = {
  KeyId: [1, 'string'],
  Plaintext: [2, 'bytes'],
  RequestId: [3, 'string'],
  Algorithm: [4, 'string'],
  PaddingMode: [5, 'string'],
} as const satisfies MessageType;

const toEncrypt = {
  KeyId: [1, 'string'],
  Plaintext: [2, 'bytes'],
  Algorithm: [3, 'string'],
  Aad: [4, 'bytes'],
  Iv: [5, 'bytes'],
  PaddingMode: [6, 'string'],
} as const satisfies MessageType;

const toDecrypt = {
  CiphertextBlob: [1, 'bytes'],
  KeyId: [2, 'string'],
  Algorithm: [3, 'string'],
  Aad: [4, 'bytes'],
  Iv: [5, 'bytes'],
  PaddingMode: [6, 'string'],
} as const satisfies MessageType;

const dataKey = {
  KeyId: [1, 'string'],
  Iv: [2, 'bytes'],
  Plaintext: [3, 'bytes'],
  CiphertextBlob: [4, 'bytes'],
  RequestId: [5, 'string'],
  Algorithm: [6, 'string'],
} as const satisfies MessageType;

const keyPair = {
  KeyId: [1, 'string'],
  Iv: [2, 'bytes'],
  KeyPairSpec: [3, 'string'],
  PrivateKeyPlaintext: [4, 'bytes'],
  PrivateKeyCiphertextBlob: [5, 'bytes'],
  PublicKey: [6, 'bytes'],
  RequestId: [7, 'string'],
  Algorithm: [8, 'string'],
} as const satisfies MessageType;

const keyPairWithoutPlaintext = {
  KeyId: [1, 'string'],
  Iv: [2, 'bytes'],
  KeyPairSpec: [3, 'string'],
  PrivateKeyCiphertextBlob: [4, 'bytes'],
  PublicKey: [5, 'bytes'],
  RequestId: [6, 'string'],
  Algorithm: [7, 'string'],
} as const satisfies MessageType;

const toKeyPair = {
  KeyId: [1, 'string'],
  Algorithm: [2, 'string'],
  KeyPairSpec: [3, 'string'],
  KeyFormat: [4, 'string'],
  Aad: [5, 'bytes'],
} as const satisfies MessageType;

const toAdvanceKeyPair = {
  KeyId: [1, 'string'],
  KeyPairSpec: [2, 'string'],
  KeyFormat: [3, 'string'],
  Aad: [4, 'bytes'],
} as const satisfies MessageType;

/**
 * The messages of the instance gateway, API version dkms-gcs-0.2: `api.proto` of alibabacloud-dkms-gcs 1.0.2 (Python)
 * and alibabacloud-dkms-gcs-go-sdk v0.5.1; Hmac after alibabacloud-dkms-gcs-csharp-sdk (2023).
 */
export const MESSAGES = {
  Encrypt: { request: toEncrypt, response: encrypted },
  AdvanceEncrypt: { request: toEncrypt, response: { ...encrypted, KeyVersionId: [7, 'string'] } },
  Decrypt: { request: toDecrypt, response: decrypted },
  AdvanceDecrypt: { request: toDecrypt, response: { ...decrypted, KeyVersionId: [6, 'string'] } },
  GenerateDataKey: {
    request: { KeyId: [1, 'string'], Algorithm: [2, 'string'], NumberOfBytes: [3, 'int32'], Aad: [4, 'bytes'] },
    response: dataKey,
  },
  AdvanceGenerateDataKey: {
    request: { KeyId: [1, 'string'], NumberOfBytes: [2, 'int32'], Aad: [3, 'bytes'] },
    response: { ...dataKey, KeyVersionId: [7, 'string'] },
  },
  Sign: {
    request: {
      KeyId: [1, 'string'],
      Digest: [2, 'bytes'],
      Algorithm: [3, 'string'],
      Message: [4, 'bytes'],
      MessageType: [5, 'string'],
    },
    response: {
      KeyId: [1, 'string'],
      Signature: [2, 'bytes'],
      RequestId: [3, 'string'],
      Algorithm: [4, 'string'],
      MessageType: [5, 'string'],
    },
  },
  Verify: {
    request: {
      KeyId: [1, 'string'],
      Digest: [2, 'bytes'],
      Signature: [3, 'bytes'],
      Algorithm: [4, 'string'],
      Message: [5, 'bytes'],
      MessageType: [6, 'string'],
    },
    response: {
      KeyId: [1, 'string'],
      Value: [2, 'bool'],
      RequestId: [3, 'string'],
      Algorithm: [4, 'string'],
      MessageType: [5, 'string'],
    },
  },
  GetPublicKey: {
    request: { KeyId: [1, 'string'] },
    response: { KeyId: [1, 'string'], PublicKey: [2, 'string'], RequestId: [3, 'string'] },
  },
  GenerateRandom: {
    request: { Length: [1, 'int32'] },
    response: { Random: [1, 'bytes'], RequestId: [2, 'string'] },
  },
  Hmac: {
    request: { KeyId: [1, 'string'], Message: [2, 'bytes'] },
    response: { KeyId: [1, 'string'], Signature: [2, 'bytes'], RequestId: [3, 'string'] },
  },
  GetSecretValue: {
    request: {
      SecretName: [1, 'string'],
      VersionStage: [2, 'string'],
      VersionId: [3, 'string'],
      FetchExtendedConfig: [4, 'bool'],
    },
    response: {
      SecretName: [1, 'string'],
      SecretType: [2, 'string'],
      SecretData: [3, 'string'],
      SecretDataType: [4, 'string'],
      VersionStages: [5, 'strings'],
      VersionId: [6, 'string'],
      CreateTime: [7, 'string'],
      RequestId: [8, 'string'],
      LastRotationDate: [9, 'string'],
      NextRotationDate: [10, 'string'],
      ExtendedConfig: [11, 'string'],
      AutomaticRotation: [12, 'string'],
      RotationInterval: [13, 'string'],
    },
  },
  GenerateDataKeyPair: { request: toKeyPair, response: keyPair },
  GenerateDataKeyPairWithoutPlaintext: { request: toKeyPair, response: keyPairWithoutPlaintext },
  AdvanceGenerateDataKeyPair: {
    request: toAdvanceKeyPair,
    response: { ...keyPair, KeyVersionId: [9, 'string'] },
  },
  AdvanceGenerateDataKeyPairWithoutPlaintext: {
    request: toAdvanceKeyPair,
    response: { ...keyPairWithoutPlaintext, KeyVersionId: [8, 'string'] },
  },
} as const satisfies Readonly<Record<string, OperationMessages>>;

/** Every answer that is no success, whatever the operation. */
export const ERROR_MESSAGE = {
  StatusCode: [1, 'int32'],
  ErrorCode: [2, 'string'],
  ErrorMessage: [3, 'string'],
  RequestId: [4, 'string'],
} as const satisfies MessageType;
