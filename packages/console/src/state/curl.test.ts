import { describe, expect, it } from '@jest/globals';

import { curlFor } from './curl.ts';
import type { DoorInfo } from './doors.ts';

const door = (name: string, operation: { name: string; method: string; path: string }): DoorInfo => ({
  name,
  auth: 'strict',
  addresses: [],
  operations: [operation],
  not_implemented: [],
  codes: [],
});

const DOORS = [
  door('huawei', { name: 'ShowSecret', method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}' }),
  door('aliyun', { name: 'GetSecretValue', method: 'POST', path: '/?Action=GetSecretValue&Version=2016-01-20' }),
];
const ORIGIN = 'http://127.0.0.1:4600';

describe('a request as a command', () => {
  it('has variables where keys and tokens are', () => {
    const request = { door: 'huawei', operation: 'ShowSecret', method: 'GET', path: null, resource: 'db/password' };
    expect(curlFor(request, DOORS, ORIGIN)).toBe(
      'curl -X GET "http://127.0.0.1:4600/v1/$PROJECT_ID/secrets/db%2Fpassword" \\\n  -H "X-Auth-Token: $TOKEN"',
    );
  });

  it('names the resource as the cloud does', () => {
    const request = { door: 'aliyun', operation: 'GetSecretValue', method: 'POST', path: null, resource: 'a b' };
    expect(curlFor(request, DOORS, ORIGIN)).toContain('&SecretName=a%20b&Format=JSON&AccessKeyId=$ACCESS_KEY_ID');
  });

  it('is what came in where no door knows it', () => {
    const request = { door: null, operation: null, method: 'GET', path: '/v9/none', resource: null };
    expect(curlFor(request, DOORS, ORIGIN)).toBe('curl -X GET "http://127.0.0.1:4600/v9/none"');
  });
});
