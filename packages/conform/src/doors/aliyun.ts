import { signAcs3 } from './sign-acs3.ts';
import { signV1 } from './sign-v1.ts';
import { catalogueOf } from './catalogue.ts';
import { type Door, headerOf, jsonAnswer, type RawRequest, splitTarget } from './door.ts';

/** `kms.cn-hangzhou.aliyuncs.com`, `kms-vpc.…`, and the services beside it. */
const HOST = /^(kms|sts|location|business)(?:-vpc|-intl|-readonly)?(?:\.([a-z]{2}-[a-z0-9-]{1,24}))?\.aliyuncs\.com$/;

const ERRORS = {
  forbidden: [403, 'Forbidden.RAM'],
  unauthenticated: [403, 'InvalidAccessKeyId.NotFound'],
  unavailable: [503, 'ServiceUnavailable'],
} as const;

/** Alibaba Cloud: RPC calls of KMS and the services beside it. */
export const aliyun: Door = {
  name: 'aliyun',
  roles: {
    codes: new Set(['Code']),
    messages: new Set(['Message']),
    free: new Set([
      ...['SecretName', 'SecretData', 'Description', 'VersionId', 'VersionStage', 'Name', 'AliasName', 'KeyId'],
      ...['Plaintext', 'PlaintextBlob', 'CiphertextBlob', 'Value', 'TagKey', 'TagValue', 'Key', 'Tag.N.Key'],
      ...['Tag.N.Value', 'EncryptionContext', 'Policy', 'Content', 'Message', 'Digest', 'HostId', 'UserName'],
      ...['SecretsList', 'VersionStages', 'RemoveFromVersion', 'MoveToVersion', 'TagKeys', 'Tags', 'Filters'],
      ...['RoleSessionName', 'Token', 'NextToken', 'EncodedDiagnosticMessage', 'Recommend', 'RandomPassword'],
      ...['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'Signature', 'SignatureNonce', 'ExcludeCharacters'],
    ]),
  },
  operationOf(request) {
    const action = headerOf(request, 'x-acs-action') ?? paramOf(request, 'Action');
    return catalogueOf('aliyun').operations.find(({ name }) => name === action)?.name ?? null;
  },
  isForm: (request) => isForm(request),
  presentedKey(request) {
    const authorization = headerOf(request, 'authorization') ?? '';
    return /Credential=([^,\s]+)/.exec(authorization)?.[1] ?? paramOf(request, 'AccessKeyId');
  },
  resign(request, context) {
    const authorization = headerOf(request, 'authorization') ?? '';
    if (authorization.startsWith('ACS3-HMAC-')) return signAcs3(request, context);
    return paramOf(request, 'Signature') === null ? null : signV1(request, isForm(request), context);
  },
  serviceAt(host) {
    const [, service, region = null] = HOST.exec(host) ?? [];
    return service === undefined ? null : { service, region };
  },
  rejection(message, code) {
    const [status, name] = ERRORS[code];
    const RequestId = '00000000-0000-0000-0000-000000000000';
    return jsonAnswer(status, { Code: name, Message: message, RequestId, HostId: 'dragoman' });
  },
};

function isForm(request: RawRequest): boolean {
  return headerOf(request, 'content-type')?.startsWith('application/x-www-form-urlencoded') ?? false;
}

function paramOf(request: RawRequest, name: string): string | null {
  const inQuery = new URLSearchParams(splitTarget(request.target).query).get(name);
  return inQuery ?? (isForm(request) ? new URLSearchParams(request.body.toString('utf8')).get(name) : null);
}
