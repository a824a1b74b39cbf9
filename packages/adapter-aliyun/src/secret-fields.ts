import type { SecretFields } from '@dragoman/protocol-kit';

/**
 * What answers hand out beside the values of secrets: data keys and what keys decrypt, random passwords, temporary keys
 * of STS, private keys of client keys and of key pairs.
 */
export const secretFields: SecretFields = new Map([
  ['Plaintext', 'base64'],
  ['PrivateKeyPlaintext', 'base64'],
  ['RandomPassword', 'text'],
  ['Random', 'base64'],
  ['AccessKeySecret', 'text'],
  ['SecurityToken', 'text'],
  ['PrivateKeyData', 'text'],
]);
