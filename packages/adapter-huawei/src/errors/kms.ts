import { DomainError, type DomainErrorCode } from '@dragoman/core';
import { BODY_FORMAT, type ErrorEntry, type HuaweiService } from '@dragoman/huawei-platform';
import { type Message, verbatim } from '@dragoman/messages';
import { COMMON_HELP, InvalidInputError, VendorError } from '@dragoman/protocol-kit';

/**
 * The errors of KMS: statuses and codes from its page of error codes (`api-dew`, 2023), the English texts from the same
 * page of an international site, lengths that the service has long outgrown included.
 * 0406 and 2901 were seen (opentelekomcloud/terraform-provider-opentelekomcloud #2802 and #1821).
 * @NOTE unverified: the English texts of 0311 to 0313, 0324, 0329, 1802, 1902, 1903, 2104, 2204 and 3001, which only
 * the Chinese page has; that a wrong string of data is told as 0308
 */
export const KMS_ERRORS = {
  internal: [500, 'KMS.0101', 'KMS error.'],
  url: [400, 'KMS.0201', 'Invalid request URL.'],
  body: [400, 'KMS.0202', 'The JSON format of the request message is invalid.'],
  tooLong: [400, 'KMS.0203', 'The request message length has exceeded the upper limit.'],
  required: [400, 'KMS.0204', 'The request message lacks required parameters.'],
  keyId: [400, 'KMS.0205', 'Invalid key_id.'],
  sequence: [400, 'KMS.0206', 'Invalid sequence.'],
  keyMissing: [404, 'KMS.0207', 'The key does not exist.'],
  keyDisabled: [400, 'KMS.0209', 'The key has been disabled and cannot be used.'],
  keyPendingDeletion: [400, 'KMS.0210', 'The key is in the Pending deletion status and cannot be used.'],
  defaultKey: [400, 'KMS.0211', 'Default Master Keys does not support this operation.'],
  noAccessToKey: [403, 'KMS.0306', 'The user has no permission to access the key.'],
  forbidden: [403, 'KMS.0307', 'The user role has no permission to access the API.'],
  notExternal: [400, 'KMS.0309', 'The key must be an imported one.'],
  notPendingImport: [400, 'KMS.0310', 'The key is not in the Pending import status.'],
  privateDecryption: [400, 'KMS.0311', 'Failed to decrypt data using the RSA private key.'],
  externalRotation: [400, 'KMS.0312', 'External keys cannot be rotated.'],
  rotationOff: [400, 'KMS.0313', 'Key rotation is not enabled.'],
  pairRotation: [400, 'KMS.0324', 'RSA keys cannot be rotated.'],
  digestLength: [400, 'KMS.0329', 'The hash algorithm does not match the message digest length.'],
  tagsEmpty: [400, 'KMS.0401', 'The tag list cannot be empty.'],
  matchValue: [400, 'KMS.0402', 'Invalid value for the value field in the match parameter.'],
  matchKey: [400, 'KMS.0403', 'Invalid value for the key field in the match parameter.'],
  action: [400, 'KMS.0404', 'Invalid value for the action field.'],
  tagValue: [400, 'KMS.0405', 'Invalid value of the value field in the tag parameter.'],
  tagKey: [400, 'KMS.0406', 'Invalid tagKey.'],
  tagCount: [400, 'KMS.0407', 'Invalid tag list length.'],
  tagQuota: [400, 'KMS.0409', 'The total number of tags has exceeded the upper limit.'],
  tagValueLength: [400, 'KMS.0410', 'Invalid length of the value field in the tag parameter.'],
  tagKeyLength: [400, 'KMS.0411', 'Invalid length of the key field in the tag parameter.'],
  tagKeyCount: [400, 'KMS.0412', 'Invalid length of the key list in the tag parameter.'],
  tagValueCount: [
    400,
    'KMS.0413',
    'Invalid length of the value list in the tag parameter has exceeded the upper limit.',
  ],
  tagMissing: [404, 'KMS.0416', 'The tag does not exist.'],
  offset: [400, 'KMS.0417', 'The value of offset must be greater than or equal to 0.'],
  alias: [400, 'KMS.1101', 'Invalid key_alias.'],
  description: [400, 'KMS.1103', 'Invalid key_description.'],
  aliasExists: [400, 'KMS.1104', 'Existing CMK alias.'],
  keyQuota: [400, 'KMS.1105', 'The number of keys has reached the upper limit.'],
  notDisabled: [400, 'KMS.1201', 'The key is not disabled.'],
  notEnabled: [400, 'KMS.1301', 'The key is not enabled.'],
  pendingDays: [400, 'KMS.1401', 'The deletion of CMKs can be scheduled by 7 to 1096 days in advance.'],
  alreadyScheduled: [400, 'KMS.1402', 'The key is in the Pending deletion status.'],
  notScheduled: [400, 'KMS.1501', 'The key is not in the Pending deletion status.'],
  limit: [400, 'KMS.1601', 'The value of limit falls beyond the range.'],
  marker: [400, 'KMS.1602', 'The value of marker must be greater than or equal to 0.'],
  randomLength: [400, 'KMS.1801', 'random_data_length must contain 512 bits.'],
  randomBytes: [400, 'KMS.1802', 'random_data_length must be a multiple of 8.'],
  datakeyLength: [400, 'KMS.1901', 'datakey_length must be between 8 and 8192 bits.'],
  datakeySpec: [400, 'KMS.1902', 'key_spec must be AES_128 or AES_256.'],
  datakeyBytes: [400, 'KMS.1903', 'datakey_length must be a multiple of 8.'],
  datakeyPlaintext: [400, 'KMS.2101', 'Invalid plain_text.'],
  datakeyPlainLength: [400, 'KMS.2102', 'datakey_plain_length must contain 64 bytes.'],
  datakeyHash: [400, 'KMS.2103', 'Hash verification of the data encryption key failed.'],
  datakeyPlainMismatch: [400, 'KMS.2104', 'The actual length of plain_text does not match datakey_plain_length.'],
  ciphertext: [400, 'KMS.2201', 'Invalid cipher_text.'],
  datakeyCipherLength: [400, 'KMS.2202', 'datakey_cipher_length must contain 64 bytes.'],
  datakeyDecryption: [400, 'KMS.2203', 'Hash verification of the data encryption key failed.'],
  datakeyCipherMismatch: [400, 'KMS.2204', 'The actual length of cipher_text does not match datakey_cipher_length.'],
  onlyCreateGrant: [400, 'KMS.2401', 'create-grant cannot be the only granted operation permission.'],
  principal: [400, 'KMS.2402', 'Invalid principal for creating/retiring a grant.'],
  grantQuota: [400, 'KMS.2404', 'No more permissions can be granted for the CMK.'],
  grantMissing: [400, 'KMS.2501', 'The grant does not exist.'],
  grantMismatch: [400, 'KMS.2502', 'The grant_id value does not match the key_id value.'],
  tokenExpired: [400, 'KMS.2601', 'Invalid token.'],
  materialExpiry: [400, 'KMS.2602', 'The expiration time of an imported key must be later than the current time.'],
  materialLength: [400, 'KMS.2604', 'The length of the external key in plaintext must be 32 bits.'],
  token: [400, 'KMS.2605', 'Token verification failed.'],
  materialDiffers: [
    400,
    'KMS.2606',
    'When you re-import the material of a deleted CMK, ' +
      'the external key in plaintext must be consistent with that imported earlier.',
  ],
  noMaterialToDelete: [
    400,
    'KMS.2701',
    'CMK material can be deleted only when the CMK is in Enabled or Disabled status.',
  ],
  rotationOn: [400, 'KMS.2901', 'The rotation state of key is not disabled.'],
  rotationInterval: [400, 'KMS.3001', 'The value of rotation_interval falls beyond the range.'],
} as const satisfies Record<string, ErrorEntry>;

/** The name of one of the errors of KMS that have a message of their own. */
export type KmsErrorName = keyof typeof KMS_ERRORS;

/** An error by name, or the general one (KMS.0308) of a field. */
type Named = KmsErrorName | { readonly field: string };

/** What an operation answers with in place of the errors that all of KMS's have. */
export interface KmsOperationErrors {
  /** By the field in the input, with or without a colon and the rule that is broken. */
  readonly fields?: Readonly<Record<string, KmsErrorName>>;
  readonly domain?: Readonly<Partial<Record<DomainErrorCode, Named>>>;
}

const WRONG_KEY = { field: 'key_id' } as const;

const DOMAIN_ERRORS = {
  'secret-not-found': 'internal',
  'secret-exists': 'internal',
  'secret-name-held-by-deletion': 'internal',
  'secret-quota-exceeded': 'internal',
  'secret-pending-deletion': 'internal',
  'secret-not-enabled': 'internal',
  'secret-managed': 'internal',
  'deletion-already-scheduled': 'internal',
  'deletion-not-scheduled': 'internal',
  'version-not-found': 'internal',
  'version-exists': 'internal',
  'version-quota-exceeded': 'internal',
  'label-not-found': 'internal',
  'label-not-on-version': 'internal',
  'label-built-in': 'internal',
  'label-quota-exceeded': 'internal',
  'tag-quota-exceeded': 'tagQuota',
  'rotation-unsupported': 'internal',
  'rotation-period-missing': 'internal',
  'rotation-failed': 'internal',
  'key-not-found': 'keyMissing',
  'key-disabled': 'keyDisabled',
  'key-pending-deletion': 'keyPendingDeletion',
  'key-pending-import': 'notEnabled',
  'key-version-not-found': 'keyMissing',
  'key-quota-exceeded': 'keyQuota',
  'key-alias-not-found': 'alias',
  'key-alias-exists': 'aliasExists',
  'key-transition-rejected': 'notEnabled',
  'key-deletion-protected': 'noAccessToKey',
  'key-origin-rejected': 'notExternal',
  'key-spec-unavailable': { field: 'key_spec' },
  'key-operation-unsupported': WRONG_KEY,
  'key-input-invalid': WRONG_KEY,
  'material-invalid': 'materialLength',
  'import-token-invalid': 'token',
  'import-token-expired': 'tokenExpired',
  'ciphertext-invalid': 'ciphertext',
  'resource-not-found': 'internal',
  'resource-exists': 'internal',
  'too-many-conflicts': 'internal',
} as const satisfies Record<DomainErrorCode, Named>;

/** Fields that have a code of their own in whatever operation they stand. */
const FIELD_ERRORS: Readonly<Record<string, KmsErrorName>> = {
  'body.key_id': 'keyId',
  'body.target_key_id': 'keyId',
  'path.key_id': 'keyId',
  'body.sequence': 'sequence',
  'body.key_alias': 'alias',
  'body.alias': 'alias',
  'body.key_description': 'description',
};

/** One of the errors of KMS; `help` is for the console. */
export function kmsError(name: KmsErrorName, help: Message): VendorError {
  const [status, code, message] = KMS_ERRORS[name];
  return new VendorError(status, code, message, help);
}

/** The error of a field that has no code of its own. */
export function invalidField(field: string, help: Message): VendorError {
  return new VendorError(400, 'KMS.0308', `Invalid ${field}.`, help);
}

/** The `toError` of an operation with errors of its own. */
export function withKmsErrors(own: KmsOperationErrors): (error: unknown) => VendorError {
  return (error) => toKmsError(error, own);
}

/** Whatever was thrown while KMS worked, in its words. */
function toKmsError(error: unknown, own: KmsOperationErrors = {}): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof InvalidInputError) return rejectedInput(error, own);
  if (!(error instanceof DomainError)) return kmsError('internal', COMMON_HELP.internal);
  return named(own.domain?.[error.code] ?? DOMAIN_ERRORS[error.code], verbatim(error.message));
}

function rejectedInput({ field, rule, text }: InvalidInputError, own: KmsOperationErrors): VendorError {
  if (rule === BODY_FORMAT) return kmsError('body', text);
  if (rule === 'required') return kmsError('required', text);
  const path = field.replace(/\.\d+/g, '');
  const name = own.fields?.[`${path}:${rule}`] ?? own.fields?.[path] ?? FIELD_ERRORS[path];
  return name === undefined ? invalidField(path.split('.').at(-1) ?? path, text) : kmsError(name, text);
}

function named(error: Named, help: Message): VendorError {
  return typeof error === 'string' ? kmsError(error, help) : invalidField(error.field, help);
}

/** The service. Terraform's SDK decodes every 200 of KMS as JSON and fails at an empty one. */
export const KMS_SERVICE: HuaweiService = {
  name: 'kms',
  forbidden: (help) => kmsError('forbidden', help),
  // Whoever has a grant of the key lacks access to the key, not to the API.
  toDenial: ({ kind, hasGrant, help }) =>
    kmsError(hasGrant && kind === 'implicit-deny' ? 'noAccessToKey' : 'forbidden', help),
  toError: (error) => toKmsError(error),
  emptyBody: {},
};
