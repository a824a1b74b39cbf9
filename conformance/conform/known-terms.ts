import type { DoorName } from '../../packages/conform/src/recording/recording.ts';

type Words = Readonly<Record<DoorName, readonly string[]>>;

const COMMON_HEADERS = [
  ...['accept', 'accept-language', 'allow', 'authorization', 'cache-control', 'content-encoding', 'content-type'],
  ...['access-control-allow-origin', 'access-control-allow-methods', 'access-control-allow-headers', 'cookie'],
  ...['access-control-expose-headers', 'access-control-max-age', 'etag', 'expires', 'location', 'pragma'],
  ...['retry-after', 'set-cookie', 'strict-transport-security', 'user-agent', 'x-content-type-options'],
  ...['x-download-options', 'x-frame-options', 'x-request-id', 'x-xss-protection', 'www-authenticate'],
  ...['content-security-policy'],
];

/** Headers that the clouds and their clients send. */
export const HEADERS: Words = {
  huawei: [
    ...COMMON_HEADERS,
    ...['x-auth-token', 'x-domain-id', 'x-enterprise-project-id', 'x-language', 'x-project-id', 'x-sdk-date'],
    ...['x-security-token', 'x-subject-token', 'x-sdk-content-sha256', 'x-iam-trace-id', 'x-iam-etag-id'],
    ...[
      'x-smn-message-type',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
      'x-openstack-request-id',
    ],
  ],
  aliyun: [
    ...COMMON_HEADERS,
    ...[
      'x-acs-action',
      'x-acs-version',
      'x-acs-date',
      'x-acs-signature-nonce',
      'x-acs-content-sha256',
      'x-acs-request-id',
    ],
    ...[
      'x-acs-accesskey-id',
      'x-acs-security-token',
      'x-acs-credentials-provider',
      'x-acs-trace-id',
      'x-acs-signature-type',
    ],
    ...['x-acs-region-id', 'x-sdk-client', 'x-sdk-invoke-type', 'x-sdk-core-version', 'x-acs-parent-id'],
  ],
  'aliyun-instance': [
    ...COMMON_HEADERS,
    ...['content-sha256', 'x-kms-acccesskeyid', 'x-kms-apiname', 'x-kms-apiversion', 'x-kms-migrationkeyversionid'],
    ...['x-kms-signaturemethod', 'date'],
  ],
  bk: [
    ...COMMON_HEADERS,
    ...['x-bkapi-authorization', 'x-bkapi-error-code', 'x-bkapi-error-message', 'x-bkapi-request-id', 'x-bkapi-jwt'],
    ...['x-csrf-token', 'x-bkapi-version', 'x-bkapi-app-code', 'x-bk-tenant-id', 'x-bkapi-ratelimit-limit'],
    ...['x-bkapi-ratelimit-remaining', 'x-bkapi-ratelimit-reset', 'x-bkapi-ratelimit-plugin'],
  ],
};

/** Fields of JSON within texts, and parameters that signatures add. */
export const INNER_FIELDS: Words = {
  huawei: [
    ...['InstanceId', 'SecretSubType', 'Resource', 'Statement', 'Version', 'Effect', 'Action', 'Condition', 'error'],
    ...['error_code', 'error_msg', 'code', 'message', 'title', 'request_id', 'encoded_authorization_message'],
    ...['error_description', 'details', 'reason'],
  ],
  aliyun: [
    ...['AccessKeyId', 'Action', 'Format', 'RegionId', 'Signature', 'SignatureMethod', 'SignatureNonce', 'Recommend'],
    ...['SignatureType', 'SignatureVersion', 'Timestamp', 'Version', 'SecurityToken', 'SecretSubType', 'CustomData'],
    ...['DBInstanceId', 'Statement', 'Effect', 'Resource', 'Principal', 'RAM', 'AccessDeniedDetail', 'HttpStatus'],
    ...['Code', 'Message', 'HostId', 'RequestId', 'Error', 'BearerToken', 'Tag.N.Key', 'Tag.N.Value', 'TagKey.N'],
    ...['Instances', 'Secrets', 'AccountName', 'AccountPassword'],
  ],
  'aliyun-instance': ['SecretSubType', 'CustomData'],
  bk: [
    ...['bk_app_code', 'bk_app_secret', 'bk_username', 'bk_token', 'bk_ticket', 'access_token', 'bk_scope_type'],
    ...['bk_scope_id', 'bk_biz_id', 'result', 'code', 'code_name', 'message', 'data', 'request_id', 'permission'],
    ...['job_request_id', 'success', 'errorMsg', 'requestId', 'authResult'],
  ],
};

/** Codes that no table has: those of gateways in front, which only a real service sends. */
export const MORE_CODES: Words = {
  huawei: ['400', '401', '403', '404', '409', '429', '500', '503'],
  aliyun: [
    ...[
      'Throttling',
      'Throttling.User',
      'Throttling.Api',
      'ServiceUnavailable',
      'InternalFailure',
      'UnsupportedOperation',
    ],
    ...['SignatureDoesNotMatch', 'IncompleteSignature', 'SignatureNonceUsed', 'InvalidTimeStamp.Expired'],
    ...['InvalidAccessKeyId.NotFound', 'InvalidAccessKeyId.Inactive', 'InvalidSecurityToken.Expired', 'Forbidden.RAM'],
    ...[
      'InvalidAction.NotFound',
      'MissingParameter',
      'InvalidParameter',
      'NoPermission',
      'Forbidden.AccessKeyDisabled',
    ],
  ],
  'aliyun-instance': ['InternalFailure', 'Rejected.Throttling', 'InvalidApiName', 'InvalidApiVersion', 'Unauthorized'],
  bk: ['0'],
};

/** Fields whose texts are constants of the vendor's. */
export const CONSTANTS: Words = {
  huawei: [
    ...[
      'state',
      'secret_type',
      'event_types',
      'target_type',
      'rotation_func_urn',
      'key_state',
      'key_spec',
      'key_usage',
    ],
    ...['task_status', 'operate_type', 'type', 'resource_type', 'protocol', 'status', 'origin', 'realm', 'policy_type'],
    ...['encryption_algorithm', 'signing_algorithm', 'message_type', 'mac_algorithm', 'wrapping_algorithm', 'action'],
    ...['default_key_flag', 'verification_method', 'permission_type'],
  ],
  aliyun: [
    ...['SecretType', 'SecretDataType', 'AutomaticRotation', 'KeyState', 'KeyUsage', 'KeySpec', 'Origin', 'Creator'],
    ...['ProtectionLevel', 'VersionStage', 'Algorithm', 'MessageType', 'EncryptionAlgorithm', 'IdentityType', 'Status'],
    ...['AccountKmsStatus', 'SecretSubType', 'NumberOfBytes', 'WrappingAlgorithm', 'WrappingKeySpec', 'PublicKeyBlob'],
    ...[
      'NetworkRuleType',
      'Type',
      'AuthenticationMethod',
      'KeyOrigin',
      'Format',
      'Version',
      'ProductType',
      'ChargeType',
    ],
    ...['Action', 'SignatureMethod', 'SignatureVersion', 'RegionId', 'Protocol', 'Effect', 'PolicyType', 'AuthAction'],
  ],
  'aliyun-instance': [
    'Algorithm',
    'PaddingMode',
    'KeyPairSpec',
    'KeyFormat',
    'MessageType',
    'SecretType',
    'SecretDataType',
  ],
  bk: [
    ...['type', 'bk_scope_type', 'code_name', 'category', 'os', 'type_name', 'category_name', 'status', 'storageType'],
    ...['system_id', 'system_name', 'publicKeyAlgorithm', 'scopeType', 'credentialType'],
  ],
};

/** Errors of an instance's gateway that name what was asked (adapter-aliyun's `dkms/errors.ts`). */
export const INSTANCE_TEMPLATES = [
  ['InvalidApiName', 'The ApiName "<>" is invalid.'],
  ['InvalidApiVersion', 'The ApiVersion "<>" is invalid.'],
  ['InvalidContentType', 'Content-Type "<>" is unsupported.'],
  ['Unauthorized', 'The AccessKey ID "<>" does not exist in our records.'],
  ['Forbidden.KeyNotFound', 'The key Key ID or Alias does not exist in the key store "<>".'],
  ['Forbidden.NoPermission', 'This operation for "<>" is forbidden by permission system.'],
  ['MissingParameter', 'The parameter  <>  needed but no provided.'],
] as const;
