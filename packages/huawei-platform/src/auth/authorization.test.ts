import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestHead } from '@dragoman/protocol-kit';

import { isSignature, parseAuthorization } from './authorization.ts';
import { canonicalPath, hasFittingReading } from './canonical.ts';
import { SHA256 } from './hashing.ts';

const name = fc.stringMatching(/^[a-z0-9-]{1,12}$/);

describe('an Authorization header', () => {
  it('is taken apart into what it was made of', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z0-9]{1,20}$/),
        fc.uniqueArray(name, { minLength: 1 }),
        fc.stringMatching(/^[0-9a-f]{0,64}$/),
        fc.constantFrom('Access', 'Credential'),
        fc.constantFrom(', ', ',', ' , '),
        (accessKey, signedHeaders, signature, field, comma) => {
          const parts = [`${field}=${accessKey}`, `SignedHeaders=${signedHeaders.join(';')}`, `Signature=${signature}`];
          const header = `SDK-HMAC-SHA256 ${parts.join(comma)}`;
          expect(isSignature(header)).toBe(true);
          expect(parseAuthorization(header)).toEqual({
            ...{ algorithm: 'SDK-HMAC-SHA256', accessKey, scope: [], signedHeaders, signature },
          });
        },
      ),
    );
  });

  it('is taken apart or not, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('SDKV1-=,;/ \taé'), 'Access=', 'SignedHeaders=') }),
        (text) => {
          const parsed = parseAuthorization(`SDK-HMAC-SHA256 ${text}`);
          expect(parsed === null || parsed.accessKey.length > 0).toBe(true);
        },
      ),
    );
  });
});

describe('a canonical request', () => {
  const readings = (target: string, signedHeaders: readonly string[] = []): string[] => {
    const found: string[] = [];
    const request = { ...requestHead('GET', target, { host: 'h' }), body: Buffer.alloc(0) };
    hasFittingReading(request, signedHeaders, SHA256, (text) => {
      found.push(text);
      return false;
    });
    return found;
  };
  const text = fc.string({ unit: fc.constantFrom(...Array.from('/?&=%+2fF a~é'), '%2F', '%41', '\ud800') });

  it('is made of whatever comes, and of one line for each signed header', () => {
    fc.assert(
      fc.property(text, fc.uniqueArray(name), (rest, signedHeaders) => {
        for (const reading of readings(`/${rest}`, signedHeaders))
          expect(reading.split('\n')).toHaveLength(signedHeaders.length + 6);
      }),
    );
  });

  it('has the same query whatever the order of its parameters', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name)), (pairs) => {
        const query = (list: readonly (readonly [string, string])[]): string =>
          list.map(([left, right]) => `${left}=${right}`).join('&');
        expect(readings(`/?${query(pairs.toReversed())}`)).toEqual(readings(`/?${query(pairs)}`));
      }),
    );
  });

  it('has a path that is canonical already', () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        expect(canonicalPath(canonicalPath(path))).toBe(canonicalPath(path));
      }),
    );
  });
});
