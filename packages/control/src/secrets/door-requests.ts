import type { Secret } from '@dragoman/core';
import { READER_KEY } from '@dragoman/environment';
import { requestHead, type WireRequest } from '@dragoman/protocol-kit';

/** A request that reads a secret at a door. */
export interface DoorRequest {
  /** As the vendor names it. */
  readonly operation: string;
  readonly request: WireRequest;
}

/** What a door is asked for. */
interface SecretQuery {
  readonly secret: Secret;
  /** Of the tenant, without the name of the door. */
  readonly key: string;
  readonly format: 'json' | 'xml';
  /** Whether its current value is asked for too. */
  readonly withValue: boolean;
}

/** What each door is asked to show all that it knows of a secret, in the vendor's own requests. */
export const DOOR_REQUESTS: Readonly<Record<string, (query: SecretQuery) => readonly DoorRequest[]>> = {
  huawei: huaweiRequests,
  aliyun: aliyunRequests,
  bk: bkRequests,
};

/** Nobody verifies it where these requests go. */
const HUAWEI_AUTHORIZATION = 'SDK-HMAC-SHA256 Access=reader, SignedHeaders=host, Signature=00';

function huaweiRequests({ secret, key, withValue }: SecretQuery): DoorRequest[] {
  const path = `/v1/${encodeURIComponent(key)}/secrets/${encodeURIComponent(secret.name)}`;
  const headers = { host: 'csms.myhuaweicloud.com', authorization: HUAWEI_AUTHORIZATION };
  const get = (operation: string, below = ''): DoorRequest => ({ operation, request: getOf(path + below, headers) });
  return [
    get('ShowSecret'),
    get('ListSecretVersions', '/versions'),
    ...(withValue ? [get('ShowSecretVersion', '/versions/latest')] : []),
  ];
}

function aliyunRequests({ secret, key, format, withValue }: SecretQuery): DoorRequest[] {
  const [account = '', region = ''] = key.split('/');
  const call = (operation: string): DoorRequest => {
    const search = new URLSearchParams({
      Action: operation,
      Version: '2016-01-20',
      Format: format.toUpperCase(),
      SecretName: secret.name,
      RegionId: region,
      AccessKeyId: READER_KEY + account,
    });
    return { operation, request: getOf(`/?${search.toString()}`, { host: 'kms.aliyuncs.com' }) };
  };
  return [call('DescribeSecret'), call('ListSecretVersionIds'), ...(withValue ? [call('GetSecretValue')] : [])];
}

/** JOB has one way to show a credential, by its id without dashes, and none that shows its values. */
function bkRequests({ secret, key }: SecretQuery): DoorRequest[] {
  const [type = '', id = ''] = key.split('/');
  const search = new URLSearchParams({ bk_scope_type: type, bk_scope_id: id, id: secret.id.replaceAll('-', '') });
  const app = { bk_app_code: 'reader', bk_app_secret: 'reader', bk_username: 'admin' };
  const path = `/api/bk-job/prod/api/v3/get_credential_detail?${search.toString()}`;
  const headers = { host: 'bkapi.example.com', 'x-bkapi-authorization': JSON.stringify(app) };
  return [{ operation: 'get_credential_detail', request: getOf(path, headers) }];
}

function getOf(target: string, headers: Record<string, string>): WireRequest {
  return { ...requestHead('GET', target, headers), body: Buffer.alloc(0) };
}
