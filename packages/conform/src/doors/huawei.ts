import { restMatcher } from '@dragoman/protocol-kit';

import { signSdkHmac } from './sign-sdk-hmac.ts';
import { catalogueOf } from './catalogue.ts';
import { type Door, headerOf, jsonAnswer, splitTarget } from './door.ts';

/** `csms.cn-north-4.myhuaweicloud.com` and the services beside it. */
const HOST = /^(csms|kms|iam|smn|eps|bss|sts)(?:\.([a-z]{2}-[a-z0-9-]{1,24}))?\.myhuaweicloud\.(?:com|eu)$/;

const ERRORS = {
  forbidden: [403, 'APIGW.0302'],
  unauthenticated: [401, 'APIGW.0301'],
  unavailable: [503, 'APIGW.0201'],
} as const;

/** A path that several services have, such as `/`, is that of the first. */
const routes = new Map(
  catalogueOf('huawei')
    .operations.toReversed()
    .flatMap(({ name, routes: own }) => own.map((route) => [keyOf(route), [route, name] as const] as const)),
);

const find = restMatcher([...routes.values()]);

/** Huawei Cloud: CSMS, KMS, and the services beside them, told apart by their paths. */
export const huawei: Door = {
  name: 'huawei',
  roles: {
    codes: new Set(['error_code', 'code']),
    messages: new Set(['error_msg', 'message']),
    free: new Set([
      ...['name', 'secret_name', 'secret_string', 'secret_binary', 'description', 'key', 'value', 'key_alias'],
      ...['display_name', 'user_name', 'username', 'password', 'plain_text', 'cipher_text', 'alias'],
      ...['grantee_target_id', 'target_id', 'target_name', 'endpoint', 'topic_name', 'marker', 'secret_blob'],
      ...['additional_authenticated_data', 'kms_key_id', 'key_description', 'import_token', 'public_key', 'comment'],
      ...['next_marker', 'version_stage', 'version_stages', 'introduction', 'access', 'secret', 'securitytoken', 'id'],
    ]),
  },
  operationOf: ({ method, target }) => find(method, splitTarget(target).path)?.target ?? null,
  isForm: () => false,
  presentedKey: (request) => /Access=([^,\s]+)/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? null,
  resign(request, context) {
    const isSigned = headerOf(request, 'authorization')?.startsWith('SDK-HMAC-') ?? false;
    return isSigned ? signSdkHmac(request, context) : null;
  },
  serviceAt(host) {
    const [, service, region = null] = HOST.exec(host) ?? [];
    return service === undefined ? null : { service, region };
  },
  rejection(message, code) {
    const [status, name] = ERRORS[code];
    return jsonAnswer(status, { error_code: name, error_msg: message, request_id: '0'.repeat(32) });
  },
};

/** Names of parameters tell no two routes apart. */
function keyOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`;
}
