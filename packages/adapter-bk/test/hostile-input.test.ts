import { generateKeyPairSync, sign } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import { requestHead } from '@dragoman/protocol-kit';
import fc from 'fast-check';

import { EsbError } from '../src/errors/esb-error.ts';
import { openJwt } from '../src/auth/jwt.ts';
import { canonicalText, signatureFits, signatureOf, signatureProblem } from '../src/auth/signature.ts';
import { pythonJson } from '../src/fronts/esb/python-json.ts';
import { esbParameters } from '../src/fronts/esb/parameters.ts';
import { cookies } from '../src/wire/cookies.ts';
import { jobParameters } from '../src/wire/parameters.ts';

const bytes = fc.oneof(
  fc.uint8Array(),
  fc.string({ unit: fc.constantFrom(...Array.from('{}[]":,\\0n =&%+é')) }).map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
);
const request = (body: Uint8Array, query = '', type = '') => ({
  ...requestHead('POST', `/x?${query}`, { 'content-type': type }),
  body: Buffer.from(body),
});

describe('a body', () => {
  it('is an object for JOB, or none', () => {
    fc.assert(
      fc.property(bytes, (body) => {
        const read = jobParameters(request(body));
        expect(read === null || !Array.isArray(read)).toBe(true);
      }),
    );
  });

  it('is an object for ESB, or its error', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('', 'application/x-www-form-urlencoded'), (body, type) => {
        try {
          expect(Array.isArray(esbParameters(request(body, '', type)))).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(EsbError);
        }
      }),
    );
  });

  it('says the same when ESB writes it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(pythonJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('a JSON web token', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (header: unknown, claims: unknown): string => {
    const text = `${encoded(header)}.${encoded(claims)}`;
    return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
  };

  it('is opened to what was signed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{4,8}$/), fc.string()), (claims) => {
        const all = { ...claims, exp: 10 };
        expect(openJwt(tokenOf({ alg: 'RS256' }, all), publicKey, [0])).toEqual(all);
      }),
      { numRuns: 25 },
    );
  });

  it('is opened or not, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (header, claims, rest) => {
        for (const token of [rest, `${encoded(header)}.${encoded(claims)}.${rest}`, `${encoded(header)}.${rest}`])
          for (const key of [publicKey, null]) expect(typeof openJwt(token, key, [0])).toBe('object');
      }),
    );
  });

  it('is not opened by a key when a character of it is another', () => {
    const token = tokenOf({ alg: 'RS256' }, { exp: 10, name: 'somebody' });
    fc.assert(
      fc.property(fc.nat(token.length - 3), fc.constantFrom(...Array.from('AZaz09-_.')), (at, character) => {
        fc.pre(token[at] !== character);
        expect(openJwt(token.slice(0, at) + character + token.slice(at + 1), publicKey, [0])).toBeNull();
      }),
    );
  });
});

describe('a signature of an app', () => {
  const name = fc.stringMatching(/^[a-z_]{1,12}$/);

  it('is over the same text whatever the order of the parameters', () => {
    fc.assert(
      fc.property(fc.dictionary(name, name), (parameters) => {
        const pairs = Object.entries(parameters).map(([left, right]) => `${left}=${right}`);
        const text = (list: readonly string[]): string => canonicalText(request(new Uint8Array(), list.join('&')));
        expect(text(pairs.toReversed())).toBe(text(pairs));
      }),
    );
  });

  it('fits or not, whatever the query is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('&=%+é9'), 'bk_signature=', 'bk_nonce=') }),
        bytes,
        (query, body) => {
          const sent = request(body, query);
          expect(signatureFits(sent, 'secret')).toBe(false);
          expect([typeof signatureOf(sent), typeof signatureProblem(sent, [0])]).toEqual(['string', expect.anything()]);
        },
      ),
    );
  });
});

it('finds a cookie wherever it stands', () => {
  const value = fc.stringMatching(/^[a-z0-9=]{0,12}$/);
  fc.assert(
    fc.property(fc.array(value), value, (others, wanted) => {
      const pairs = [...others.map((other) => `o=${other}`), `bk_token=${wanted}`];
      const head = requestHead('GET', '/', { cookie: pairs.join('; ') });
      expect(cookies({ ...head, body: Buffer.alloc(0) }, 'bk_token')).toEqual([wanted]);
    }),
  );
});
