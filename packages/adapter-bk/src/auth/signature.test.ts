import { describe, expect, it } from '@jest/globals';
import { type WireRequest, requestHead } from '@dragoman/protocol-kit';

import { canonicalText, signatureFits, signatureOf, signatureProblem } from './signature.ts';

const SECRET = 'dragoman-development-app-secret';
const NOW = 1_800_000_000_000;
// Made with `get_signature` of the classic client (blueking.component.utils), 2026-11-22.
const BODY =
  '{"bk_app_code": "dragoman", "bk_username": "admin", "bk_scope_type": "biz", "bk_scope_id": "2", ' +
  '"name": "signed \\u51ed\\u8bc1", "type": "PASSWORD", "credential_password": "p"}';
const POST = {
  path: '/api/c/compapi/v2/jobv3/create_credential/',
  query: 'bk_timestamp=1800000000&bk_nonce=1234567&bk_signature=YzgMVjhgvVKxHBBarxmHOmDV%2Bi4%3D',
};
const GET = {
  path: '/api/c/compapi/v2/jobv3/get_credential_detail/',
  query:
    'bk_app_code=dragoman&bk_username=admin&bk_scope_type=biz&bk_scope_id=2&id=x+y%2B%E5%87%AD&' +
    'bk_timestamp=1800000000&bk_nonce=7&bk_signature=SRC0k4js9pATzTHOYAVWx7JRiGk%3D',
};

function request(method: string, { path, query }: typeof POST, body = ''): WireRequest {
  return { ...requestHead(method, `${path}?${query}`, {}), body: Buffer.from(body) };
}

describe('a signature of the classic client', () => {
  it('fits a POST with its body and a GET with its query', () => {
    expect(signatureFits(request('POST', POST, BODY), SECRET)).toBe(true);
    expect(signatureFits(request('GET', GET), SECRET)).toBe(true);
    expect(canonicalText(request('GET', GET))).toBe(
      'GET/api/c/compapi/v2/jobv3/get_credential_detail/?bk_app_code=dragoman&bk_nonce=7&bk_scope_id=2&' +
        'bk_scope_type=biz&bk_timestamp=1800000000&bk_username=admin&id=x y+凭',
    );
  });

  it('goes by its old name too', () => {
    const old = { ...GET, query: GET.query.replace('bk_signature', 'signature') };
    expect(signatureOf(request('GET', old))).toBe('SRC0k4js9pATzTHOYAVWx7JRiGk=');
    expect(signatureFits(request('GET', old), SECRET)).toBe(true);
  });

  it('covers method, path, every parameter and the body', () => {
    const changed = [
      request('GET', POST, BODY),
      request('POST', { ...POST, path: POST.path.replace('create', 'update') }, BODY),
      request('POST', { ...POST, query: POST.query.replace('1234567', '1234568') }, BODY),
      request('POST', { ...POST, query: POST.query.replace('1800000000', '1800000001') }, BODY),
      request('POST', { ...POST, query: POST.query.replace('YzgM', 'YzgN') }, BODY),
      request('POST', { ...POST, query: `${POST.query}&more=1` }, BODY),
      request('POST', POST, BODY.replace('"p"', '"q"')),
    ];
    for (const one of changed) expect(signatureFits(one, SECRET)).toBe(false);
    expect(signatureFits(request('POST', POST, BODY), `${SECRET}x`)).toBe(false);
  });

  it('holds for 300 seconds', () => {
    expect(signatureProblem(request('GET', GET), [NOW + 300_999])).toBeNull();
    expect(signatureProblem(request('GET', GET), [NOW + 301_000])).toBe('timestamp-expired');
  });

  it('holds where one of the clocks that its signer may go by says so', () => {
    expect(signatureProblem(request('GET', GET), [NOW + 86_400_000, NOW])).toBeNull();
    expect(signatureProblem(request('GET', GET), [NOW + 86_400_000, NOW + 301_000])).toBe('timestamp-expired');
  });

  it.each([
    ['bk_timestamp=1800000000', 'no-nonce'],
    ['bk_nonce=x', 'nonce-illegal'],
    ['bk_nonce=0', 'nonce-not-positive'],
    ['bk_nonce=1', 'no-timestamp'],
    ['bk_nonce=1&bk_timestamp=today', 'timestamp-illegal'],
  ])('with %s has the problem %s', (query, problem) => {
    expect(signatureProblem(request('GET', { ...GET, query }), [NOW])).toBe(problem);
  });
});
