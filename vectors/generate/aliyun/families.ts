import {
  type Scheme as HeaderScheme,
  requestOf as headerRequestOf,
  sign as signHeaders,
  withHeader,
} from '../header-scheme.ts';
import { choicesFrom } from '../random.ts';
import { type Family, type Vector, distinct } from '../vector-file.ts';
import { changesOf as acs3ChangesOf } from './acs3-changes.ts';
import * as acs3 from './acs3-drafts.ts';
import { acs3Scheme } from './acs3-scheme.ts';
import { SPELLINGS } from './base64-spoils.ts';
import { BEARER_FAMILY } from './bearer.ts';
import { CLIENT_KEY } from './client-key.ts';
import { errorOf } from './errors.ts';
import { ACCESS_KEY, NOW } from './keys.ts';
import { NOTES } from './notes.ts';
import { changesOf } from './params-changes.ts';
import * as rpc from './params-drafts.ts';
import { type Key, RSA_SCHEME, type Scheme, hmacScheme, requestOf, sign, withParam } from './params-scheme.ts';

const SCHEMA = 'signed_request_schema.json';

/** Secrets that are not the one. */
const OTHER_SECRETS: Readonly<Record<string, (secret: string) => string>> = {
  'another one': () => 'anotherTestSecretKeyForVectors001',
  'the last character is missing': (secret) => secret.slice(0, -1),
  'a line break at its end': (secret) => `${secret}\n`,
  'a blank in front': (secret) => ` ${secret}`,
  'in small letters': (secret) => secret.toLowerCase(),
  'in Base64': (secret) => Buffer.from(secret).toString('base64'),
  'an ampersand more at its end': (secret) => `${secret}&`,
  'an empty one': () => '',
  'between quotation marks': (secret) => `"${secret}"`,
  'the id of the key in its place': () => ACCESS_KEY.id,
};

/** Private keys that are not the one. */
const OTHER_KEYS: Readonly<Record<string, (secret: string) => string>> = {
  'the private key of another client key': () => CLIENT_KEY.otherPrivateKey,
};

export const ALIYUN_FAMILIES: readonly Family[] = [
  rpcFamily('aliyun-v1-hmac-sha1', hmacScheme('sha1'), ACCESS_KEY, OTHER_SECRETS),
  rpcFamily('aliyun-v1-hmac-sha256', hmacScheme('sha256'), ACCESS_KEY, OTHER_SECRETS),
  rpcFamily('aliyun-v1-privatekey', RSA_SCHEME, { id: CLIENT_KEY.id, secret: CLIENT_KEY.privateKey }, OTHER_KEYS),
  BEARER_FAMILY,
  acs3Family(acs3Scheme('sha256')),
  acs3Family(acs3Scheme('sm3')),
];

function rpcFamily(name: string, scheme: Scheme, key: Key, others: typeof OTHER_SECRETS): Family {
  const cases = [...rpc.namedCases(scheme, key), ...rpc.mixedCases(scheme, key, 60, choicesFrom(name))];
  const keyFields =
    scheme.type === null
      ? { accessKeyId: key.id, secretAccessKey: key.secret }
      : { clientKeyId: key.id, privateKey: key.secret, certificate: CLIENT_KEY.certificate };
  return {
    name,
    algorithm: scheme.type ?? scheme.method,
    schema: SCHEMA,
    header: [`Requests to KMS of Alibaba Cloud in signature version 1.0, signed by ${scheme.method}.`],
    notes: NOTES,
    groups: [
      {
        type: 'SignedRequest',
        service: 'aliyun',
        key: keyFields,
        now: NOW,
        tests: [
          ...cases.map(({ comment, flags, draft }): Vector => {
            const { stringToSign, signature, ...signed } = sign(scheme, draft, key);
            const request = requestOf({ ...signed, stringToSign, signature });
            return { comment, flags, request, stringToSign, signature, result: 'valid' };
          }),
          ...rpcAcceptable(scheme, key),
          ...distinct(rpcInvalid(name, scheme, key, others)),
          ...rpcReplays(scheme, key, cases[0]),
        ],
      },
    ],
  };
}

function rpcInvalid(name: string, scheme: Scheme, key: Key, others: typeof OTHER_SECRETS): Vector[] {
  return rpcBases(name, scheme, key).flatMap(({ short, draft }) => {
    const good = sign(scheme, draft, key);
    return changesOf(scheme, others).flatMap(({ comment, flag, error, apply }): Vector[] => {
      const request = apply(good);
      if (request === null) return [];
      return [{ comment: `${comment} (${short})`, flags: [flag], request, result: 'invalid', error: errorOf(error) }];
    });
  });
}

/** A signature that is decoded may be spelt in several ways; whether the service takes them is not known. */
function rpcAcceptable(scheme: Scheme, key: Key): Vector[] {
  if (scheme.type === null) return [];
  return Object.entries(SPELLINGS).flatMap(([comment, spell]): Vector[] => {
    const { stringToSign, signature, ...rest } = sign(scheme, rpc.baseOf(scheme, key, `spelt: ${comment}`), key);
    const spelt = spell(signature);
    const request = requestOf({ ...rest, stringToSign, signature }, spelt);
    const flags = ['SignatureSpelling'];
    return spelt === signature
      ? []
      : [{ comment: `signature: ${comment}`, flags, request, stringToSign, signature, result: 'acceptable' }];
  });
}

function rpcBases(
  name: string,
  scheme: Scheme,
  key: Key,
): { readonly short: string; readonly draft: rpc.Case['draft'] }[] {
  const base = (short: string): rpc.Case['draft'] => rpc.baseOf(scheme, key, `${name} spoilt: ${short}`);
  const full = (short: string): rpc.Case['draft'] =>
    withParam(withParam(withParam(base(short), 'Xname', "a b+c~*!'"), 'XName', '数/'), 'Xempty', '');
  const form = { ...full('a form'), method: 'POST', inForm: ['Xname', 'XName', 'Xempty'] };
  return [
    { short: 'a GET', draft: full('a GET') },
    { short: 'a form', draft: form },
    { short: 'few parameters', draft: { ...base('few'), method: 'POST' } },
    { short: 'pages', draft: withParam(withParam(base('pages'), 'PageNumber', '1'), 'XPageSize', '5 0') },
  ];
}

function rpcReplays(scheme: Scheme, key: Key, first: rpc.Case | undefined): Vector[] {
  if (first === undefined) return [];
  return ['1', '2', '3'].map((page): Vector => {
    const request = requestOf(sign(scheme, withParam(first.draft, 'PageNumber', page), key));
    const comment = `nonce: of the first test, with page ${page}`;
    return { comment, flags: ['ReplayedNonce'], request, result: 'invalid', error: errorOf('nonce') };
  });
}

function acs3Family(scheme: HeaderScheme): Family {
  const name = `aliyun-${scheme.algorithm.toLowerCase()}`;
  const cases = [...acs3.namedCases(scheme), ...acs3.mixedCases(scheme, 60, choicesFrom(name))];
  return {
    name,
    algorithm: scheme.algorithm,
    schema: SCHEMA,
    header: [`Requests to KMS of Alibaba Cloud in signature version 3, signed by ${scheme.algorithm}.`],
    notes: NOTES,
    groups: [
      {
        type: 'SignedRequest',
        service: 'aliyun',
        key: { accessKeyId: ACCESS_KEY.id, secretAccessKey: ACCESS_KEY.secret },
        now: NOW,
        tests: [
          ...cases.map(({ comment, flags, draft }): Vector => {
            const signed = signHeaders(scheme, draft, ACCESS_KEY);
            const { canonicalRequest, stringToSign, signature } = signed;
            const request = headerRequestOf(signed);
            return { comment, flags, request, canonicalRequest, stringToSign, signature, result: 'valid' };
          }),
          ...distinct(acs3Invalid(scheme)),
          ...acs3Replays(scheme, cases[0]),
        ],
      },
    ],
  };
}

function acs3Invalid(scheme: HeaderScheme): Vector[] {
  return acs3.bases(scheme).flatMap(({ short, draft }) => {
    const good = signHeaders(scheme, draft, ACCESS_KEY);
    return acs3ChangesOf(scheme).flatMap(({ comment, flag, error, apply }): Vector[] => {
      const request = apply(good);
      if (request === null) return [];
      const expected = errorOf(error === 'unknownKeySmall' ? 'unknownKey' : error);
      return [{ comment: `${comment} (${short})`, flags: [flag], request, result: 'invalid', error: expected }];
    });
  });
}

function acs3Replays(scheme: HeaderScheme, first: acs3.Case | undefined): Vector[] {
  if (first === undefined) return [];
  return ['1', '2', '3'].map((page): Vector => {
    const draft = { ...first.draft, query: [...first.draft.query, ['PageNumber', page] as const] };
    const request = headerRequestOf(signHeaders(scheme, withHeader(draft, 'x-acs-more', page), ACCESS_KEY));
    const comment = `nonce: of the first test, with page ${page}`;
    return { comment, flags: ['ReplayedNonce'], request, result: 'invalid', error: errorOf('nonce') };
  });
}
