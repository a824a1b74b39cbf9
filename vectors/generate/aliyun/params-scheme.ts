import { createHmac, sign as signWith } from 'node:crypto';

import { type Pair, encodePairs, percentEncode, sortPairs } from '../encoding.ts';
import type { Request } from '../vector-file.ts';

/** Parameters that are to be signed, and how they are sent. */
export interface Draft {
  readonly method: string;
  /** All but the signature, in the order of the wire. */
  readonly params: readonly Pair[];
  /** The names of those that are sent in a form. */
  readonly inForm: readonly string[];
  /** How texts are encoded on the wire. */
  readonly encode: (text: string) => string;
}

/** What signs, and how it is named in the request. */
export interface Key {
  readonly id: string;
  /** The secret, or a private key in PEM. */
  readonly secret: string;
}

/** How parameters are signed; a test of a mistake has one step otherwise. */
export interface Scheme {
  readonly method: string;
  readonly type: string | null;
  readonly query: (pairs: readonly Pair[]) => string;
  readonly textToSign: (method: string, query: string) => string;
  readonly signature: (key: Key, text: string) => string;
}

/** A draft with all that came of signing it. */
export interface Signed {
  readonly scheme: Scheme;
  readonly draft: Draft;
  readonly key: Key;
  readonly stringToSign: string;
  readonly signature: string;
}

const STEPS = {
  query: (pairs: readonly Pair[]): string => encodePairs(sortPairs(pairs)),
  textToSign: (method: string, query: string): string => `${method}&${percentEncode('/')}&${percentEncode(query)}`,
};

/** Signature version 1.0 with a secret (page "Request signatures" of KMS). */
export function hmacScheme(digest: 'sha1' | 'sha256'): Scheme {
  return {
    ...STEPS,
    method: `HMAC-${digest.toUpperCase()}`,
    type: null,
    signature: ({ secret }, text) => createHmac(digest, `${secret}&`).update(text).digest('base64'),
  };
}

/** Signature version 1.0 with the private half of a key pair. */
export const RSA_SCHEME: Scheme = {
  ...STEPS,
  method: 'SHA256withRSA',
  type: 'PRIVATEKEY',
  signature: ({ secret }, text) => signWith('sha256', Buffer.from(text), secret).toString('base64'),
};

/** Signs a draft. */
export function sign(scheme: Scheme, draft: Draft, key: Key): Signed {
  const stringToSign = scheme.textToSign(draft.method, scheme.query(draft.params));
  return { scheme, draft, key, stringToSign, signature: scheme.signature(key, stringToSign) };
}

/** The request as it is sent. @param signature in place of the right one; `null` sends none */
export function requestOf(signed: Signed, signature: string | null = signed.signature): Request {
  const { method, params, inForm, encode } = signed.draft;
  const all: readonly Pair[] = signature === null ? params : [...params, ['Signature', signature]];
  const query = encodePairs(
    all.filter(([name]) => !inForm.includes(name)),
    encode,
  );
  const body = encodePairs(
    all.filter(([name]) => inForm.includes(name)),
    encode,
  );
  const host = ['Host', 'kms.cn-hangzhou.aliyuncs.com'] as const;
  const form = ['Content-Type', 'application/x-www-form-urlencoded'] as const;
  const target = query === '' ? '/' : `/?${query}`;
  return body === '' ? { method, target, headers: [host] } : { method, target, headers: [host, form], body };
}

/** A draft with a parameter in place of the one of its name, or behind the others. */
export function withParam(draft: Draft, name: string, value: string): Draft {
  const isThere = draft.params.some(([other]) => other === name);
  const params: readonly Pair[] = isThere
    ? draft.params.map((pair) => (pair[0] === name ? [name, value] : pair))
    : [...draft.params, [name, value]];
  return { ...draft, params };
}

/** A draft without a parameter. */
export function withoutParam(draft: Draft, name: string): Draft {
  return { ...draft, params: draft.params.filter(([other]) => other !== name) };
}

/** What a parameter of a draft is. */
export function paramOf(draft: Draft, name: string): string {
  return draft.params.find(([other]) => other === name)?.[1] ?? '';
}
