import { describe, expect, it } from '@jest/globals';
import { VendorError } from '@dragoman/protocol-kit';
import fc from 'fast-check';

import { oidcTokenFromWire, oidcTokenToWire } from './oidc-token.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** What is made of a token: the answer of the vendor, or its rejection. */
function outcomeOf(token: string): string {
  try {
    return Object.keys(oidcTokenToWire(oidcTokenFromWire(token, [0]))).join(' ');
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return String(error.code);
  }
}

describe('an OIDC token', () => {
  it('is read or rejected in the vendor’s words, whatever it claims', () => {
    const claim = fc.oneof(fc.jsonValue(), fc.double(), fc.integer({ min: 1 }));
    fc.assert(
      fc.property(
        fc.record({ sub: claim, iss: claim, aud: claim, exp: claim, iat: claim }, { requiredKeys: [] }),
        fc.string(),
        (claims, rest) => {
          for (const token of [`${encoded({ alg: 'RS256' })}.${encoded(claims)}.x`, rest, `${rest}.${rest}.${rest}`])
            expect(outcomeOf(token)).toMatch(/^Subject |^AuthenticationFail\./);
        },
      ),
    );
  });

  it.each([
    ['exp', { exp: 1e300 }],
    ['iat', { exp: 10, iat: 1e300 }],
    ['iat', { exp: 10, iat: -1e300 }],
  ])('is rejected when %s is no time', (_claim, times) => {
    const token = `${encoded({})}.${encoded({ sub: 's', iss: 'i', aud: 'a', ...times })}.x`;
    expect(outcomeOf(token)).toBe('AuthenticationFail.OIDCToken.Invalid');
  });
});
