import { billingOperations } from './operations/billing/index.ts';
import { notImplemented, operations } from './operations/index.ts';
import { stsNotImplemented, stsOperations } from './operations/sts.ts';

/** Actions that are no operation's name: ReEncrypt asks once for either key. The others are in system policies. */
const OTHERS = [
  ...['ReEncryptFrom', 'ReEncryptTo', 'GetKeyDefaultPolicy', 'GetSecretDefaultPolicy', 'GetUploadBackupDataInfo'],
  ...['GetKmsInstanceSharedAccounts', 'GetCheckAssociateResourceTaskResults'],
];

/** Every action of KMS, STS and billing that a policy can mean, with those of operations that are not served here. */
export const RAM_ACTIONS: readonly string[] = [
  ...[...operations, ...notImplemented].map(({ name }) => `kms:${name}`),
  ...OTHERS.map((name) => `kms:${name}`),
  ...billingOperations.map(({ name }) => `bssapi:${name}`),
  ...[...stsOperations, ...stsNotImplemented].map(({ name }) => `sts:${name}`),
];
