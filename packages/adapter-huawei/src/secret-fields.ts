import type { SecretFields } from '@dragoman/protocol-kit';

/**
 * What answers hand out beside the values of secrets: data keys (KMS writes them in hex) and what keys decrypt, random
 * data and passwords, tokens of IAM and its temporary keys.
 */
export const secretFields: SecretFields = new Map([
  ['plain_text', 'hex'],
  ['data_key', 'hex'],
  ['random_data', 'hex'],
  ['private_key_plain_text', 'base64'],
  ['password', 'text'],
  ['X-Subject-Token', 'text'],
  ['secret', 'text'],
  ['securitytoken', 'text'],
]);
