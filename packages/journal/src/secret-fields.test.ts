import { requestHead } from '@dragoman/protocol-kit';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { secretFieldsOf } from './secret-fields.ts';

describe('the secrets that a request brings', () => {
  it.each([
    ['in JSON', { body: '{"name":"n","secret_string":"a","deep":[{"password":"b"}]}' }, ['a', 'b']],
    ['in all that a secret field holds', { body: '{"credential_password":{"x":["a","b"]}}' }, ['a', 'b']],
    ['in a form', { body: 'Action=CreateSecret&SecretName=n&SecretData=a%20b' }, ['a b']],
    ['in a query', { query: 'SecretName=n&SecretData=a&bk_token=b' }, ['a', 'b']],
    [
      'in headers',
      {
        headers: {
          'x-auth-token': 'a',
          authorization: 'no',
          'x-bkapi-authorization': '{"bk_app_code":"n","bk_app_secret":"b"}',
        },
      },
      ['a', 'b'],
    ],
    ['in cookies', { headers: { cookie: 'x=1; bk_token=a' } }, ['a']],
    ['in JSON within a field', { body: '{"data":"{\\"password\\":\\"a\\"}"}' }, ['a']],
    ['nowhere', { body: 'not { JSON', query: '%', headers: {} }, []],
    ['too deep to look', { body: `${'['.repeat(50_000)}${']'.repeat(50_000)}` }, []],
    ['in a form that says one name very often', { body: `${'a&'.repeat(60_000)}password=b` }, ['b']],
    ['in a form of very many names', { body: `${manyNames(25_000)}&password=b` }, ['b']],
  ])(
    'are found %s',
    (
      _where,
      { body = '', query = '', headers = {} }: { body?: string; query?: string; headers?: Record<string, string> },
      found,
    ) => {
      expect(secretFieldsOf({ ...requestHead('POST', `/?${query}`, headers), body: Buffer.from(body) })).toEqual(found);
    },
  );
});

it('finds a secret field in whatever form stands around it', () => {
  const value = fc.stringMatching(/^[a-z]{1,20}$/);
  const text = fc.string({ unit: fc.constantFrom(...Array.from('&=%+;{[":a')) });
  fc.assert(
    fc.property(text, text, value, (before, after, secret) => {
      const body = Buffer.from(`x${before.replaceAll('{', '')}&password=${secret}&${after}`);
      expect(secretFieldsOf({ ...requestHead('POST', '/', {}), body })).toContain(secret);
    }),
  );
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_name, at) => at.toString(36)).join('&');
}
