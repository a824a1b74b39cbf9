import { matcherOf, type TextMatcher } from './patterns.ts';

/**
 * The actions that the policy of a secret decides; others in it have no effect, SetSecretPolicy among them, which keeps
 * nobody locked out. https://www.alibabacloud.com/help/en/kms/key-management-service/security-and-compliance/overview-of-secret-policies
 */
const OF_SECRETS = [
  ...['List*', 'Describe*', 'PutSecretValue', 'Update*', 'DeleteSecret', 'RestoreSecret', 'RotateSecret'],
  ...['TagResource', 'UntagResource', 'GetSecretValue'],
];

/**
 * The actions that the policy of a key decides. Signatures, MACs and data keys without plaintext are missing in the
 * vendor's list; they count here. @NOTE unverified
 * https://www.alibabacloud.com/help/en/kms/key-management-service/security-and-compliance/overview-of-key-policies
 */
const OF_KEYS = [
  ...['List*', 'Describe*', 'Create*', 'Enable*', 'Disable*', 'Get*', 'Set*', 'Update*', 'Delete*', 'Cancel*'],
  ...['TagResource', 'UntagResource', 'ImportKeyMaterial', 'ScheduleKeyDeletion', 'Encrypt', 'Decrypt'],
  ...['GenerateDataKey', 'GenerateAndExportDataKey', 'AsymmetricEncrypt', 'AsymmetricDecrypt'],
  ...['AsymmetricSign', 'AsymmetricVerify', 'GenerateMac', 'VerifyMac', 'GenerateDataKeyWithoutPlaintext'],
];

/** By the kind of thing that a policy belongs to; of the action in lower case. */
export const EFFECTIVE_ACTIONS: Readonly<Record<'secret' | 'key', TextMatcher>> = {
  secret: matcherOf(OF_SECRETS.map(actionOf)),
  key: matcherOf(OF_KEYS.map(actionOf)),
};

function actionOf(name: string): string {
  return `kms:${name.toLowerCase()}`;
}
