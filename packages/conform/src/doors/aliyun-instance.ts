import { protobufOf, valueOfProtobuf } from '../shape/protobuf.ts';
import { catalogueOf } from './catalogue.ts';
import { type Door, headerOf, type RawRequest } from './door.ts';
import { signWithClientKey } from './sign-client-key.ts';

/** `kst-….cryptoservice.kms.aliyuncs.com`: the id of an instance is nothing that is kept. */
const HOST = /^kst-[a-z0-9.-]+\.cryptoservice\.kms\.aliyuncs\.com$/;

const ERRORS = {
  forbidden: [403, 'Forbidden.NoPermission'],
  unauthenticated: [404, 'Unauthorized'],
  unavailable: [503, 'ServiceUnavailableTemporary'],
} as const;

/** The gateway of a KMS instance of Alibaba Cloud: protobuf, signed with client keys. */
export const aliyunInstance: Door = {
  name: 'aliyun-instance',
  roles: {
    codes: new Set(['ErrorCode']),
    messages: new Set(['ErrorMessage']),
    free: new Set([
      ...['SecretName', 'SecretData', 'KeyId', 'VersionId', 'VersionStage', 'VersionStages', 'KeyVersionId'],
      ...['ExtendedConfig', 'PublicKey'],
    ]),
  },
  operationOf(request) {
    const name = headerOf(request, 'x-kms-apiname');
    return catalogueOf('aliyun-instance').operations.find((operation) => operation.name === name)?.name ?? null;
  },
  isForm: () => false,
  messageOf(body, operation, part) {
    const type = messageType(operation, part);
    return type === undefined ? undefined : valueOfProtobuf(type, body);
  },
  presentedKey: (request: RawRequest) => headerOf(request, 'x-kms-acccesskeyid'),
  resign: (request, context) =>
    headerOf(request, 'x-kms-apiname') === null ? null : signWithClientKey(request, context),
  serviceAt: (host) => (HOST.test(host) ? { service: 'kms-instance', region: null } : null),
  rejection(message, code) {
    const [status, name] = ERRORS[code];
    const RequestId = '00000000-0000-0000-0000-000000000000';
    const fields = { StatusCode: status, ErrorCode: name, ErrorMessage: message, RequestId };
    const body = protobufOf(messageType(null, 'error') ?? {}, fields);
    return { status, rawHeaders: ['Content-Type', 'application/x-protobuf'], body };
  },
};

/** The message of a part of an operation; errors are one for all. */
export function messageType(operation: string | null, part: 'request' | 'answer' | 'error') {
  const { messages = {} } = catalogueOf('aliyun-instance');
  return messages[part === 'error' ? 'error' : `${operation ?? ''} ${part}`];
}
