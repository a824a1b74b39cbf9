import kms from '@alicloud/kms20160120';
import openApi, { Config as OpenApiConfig, OpenApiRequest, Params } from '@alicloud/openapi-client';
import RpcClient from '@alicloud/pop-core';
import { Config as RpcConfig } from '@alicloud/rpc-client';
import { RuntimeOptions } from '@alicloud/tea-util';

import { DEVELOPMENT } from './development.ts';

type Json = Record<string, unknown>;

/** How a call differs from a signed POST to KMS. */
interface How {
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
  readonly keys?: AccessKeys;
}

/** What a client signs with, in a session with its token. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

/** One call by its action, whatever the client. */
export type AliyunCall = (action: string, parameters: Record<string, string | number>, how?: How) => Promise<Json>;

const KEYS = { accessKeyId: DEVELOPMENT.accessKey, accessKeySecret: DEVELOPMENT.secretKey };
const VERSION = '2016-01-20';
/** Client and gateway share one event loop, which a key pair keeps busy: longer than the SDKs wait by themselves. */
const TIMEOUT_MS = 60_000;
const TIMEOUTS = { connectTimeout: TIMEOUT_MS, readTimeout: TIMEOUT_MS };

/** `@alicloud/kms20160120`: signature V1, everything in the query. */
export function kmsClient(host: string, keys: { accessKeyId: string; accessKeySecret: string } = KEYS) {
  const config = new RpcConfig({
    ...keys,
    ...TIMEOUTS,
    endpoint: host,
    protocol: 'http',
    regionId: DEVELOPMENT.region,
    type: 'access_key',
  });
  return new kms.default(config);
}

/** `@alicloud/openapi-client`: ACS3, or V1 on request, parameters in the query or in a form body. */
export function openApiCaller(
  host: string,
  placement: 'query' | 'body' = 'query',
  signatureAlgorithm?: 'v2',
): AliyunCall {
  return async (action, parameters, { version = VERSION, method = 'POST', keys = KEYS } = {}) => {
    const config = new OpenApiConfig({
      ...keys,
      ...TIMEOUTS,
      endpoint: host,
      protocol: 'HTTP',
      ...(signatureAlgorithm === undefined ? {} : { signatureAlgorithm }),
    });
    const client = new openApi.default(config);
    const params = new Params({
      action,
      version,
      protocol: 'HTTP',
      pathname: '/',
      method,
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const answer = (await client.callApi(
      params,
      new OpenApiRequest({ [placement]: parameters }),
      new RuntimeOptions({}),
    )) as { body: Json };
    return answer.body;
  };
}

/** `@alicloud/pop-core`: signature V1, all in the query (GET) or all in the form (POST). */
export function popCaller(url: string, method: 'GET' | 'POST', format: 'JSON' | 'XML' = 'JSON'): AliyunCall {
  return (action, parameters, { version = VERSION, keys = KEYS } = {}) => {
    const client = new RpcClient({ ...keys, endpoint: url, apiVersion: version, opts: { timeout: TIMEOUT_MS } });
    return client.request<Json>(action, { ...parameters, Format: format }, { method });
  };
}
