import { authorizationOf, type Draft, type Scheme, requestOf, sign, withHeader } from '../header-scheme.ts';
import { choicesFrom } from '../random.ts';
import { type Family, type Group, type Vector, distinct } from '../vector-file.ts';
import { ERRORS, changesOf, isDeterministic } from './changes.ts';
import { BASE, type Case, KEY, NOW, SECRETS, bases, mixedCases, namedCases } from './drafts.ts';
import { NOTES } from './notes.ts';
import {
  SCOPE,
  SDK_ECDSA_P256_SHA256,
  SDK_HMAC_SHA256,
  SDK_HMAC_SM3,
  SDK_SM2_SM3,
  V11_HMAC_SHA256,
  hashesEmptyObject,
  undecodedPath,
} from './schemes.ts';

/** Of each scheme that SDKs of Huawei Cloud sign with. */
export const HUAWEI_FAMILIES: readonly Family[] = [
  SDK_HMAC_SHA256,
  V11_HMAC_SHA256,
  SDK_HMAC_SM3,
  SDK_ECDSA_P256_SHA256,
  SDK_SM2_SM3,
].map(familyOf);

function familyOf(scheme: Scheme): Family {
  const name = `huawei-${scheme.algorithm.toLowerCase()}`;
  return {
    name,
    algorithm: scheme.algorithm,
    schema: 'signed_request_schema.json',
    header: [
      `Requests to Huawei Cloud CSMS and KMS, signed by ${scheme.algorithm}.`,
      'A valid one is let in by the gateway; an invalid one is rejected with the error that is stated.',
    ],
    notes: NOTES,
    groups: [groupOf(scheme, name)],
  };
}

function groupOf(scheme: Scheme, name: string): Group {
  const cases = [...namedCases(scheme), ...mixedCases(40, choicesFrom(name))];
  const scope = scheme.algorithm.startsWith('V11') ? { scope: SCOPE } : {};
  return {
    type: 'SignedRequest',
    service: 'huawei',
    key: { accessKeyId: KEY.id, secretAccessKey: KEY.secret, ...scope },
    now: NOW,
    tests: [
      ...cases.map((one) => validVector(scheme, one)),
      ...acceptable(scheme),
      ...distinct(bases().flatMap(({ short, draft }) => invalidVectors(scheme, draft, short))),
    ],
  };
}

function validVector(scheme: Scheme, { comment, flags, draft }: Case): Vector {
  const signed = sign(scheme, draft, KEY);
  const { canonicalRequest, stringToSign, signature } = signed;
  return { comment, flags, request: requestOf(signed), canonicalRequest, stringToSign, signature, result: 'valid' };
}

function invalidVectors(scheme: Scheme, draft: Draft, short: string): Vector[] {
  const good = sign(scheme, draft, KEY);
  return changesOf(scheme).flatMap(({ comment, flag, error, apply }) => {
    const request = apply(good);
    const expected = ERRORS[error];
    if (expected === undefined) throw new Error(`no error is called ${error}`);
    if (request === null) return [];
    return [{ comment: `${comment} (${short})`, flags: [flag], request, result: 'invalid', error: expected }];
  });
}

/** Signed in ways that some official signers have and the documents do not. */
function acceptable(scheme: Scheme): Vector[] {
  const of = (comment: string, flag: string, by: Scheme, draft: Draft): Vector => ({
    ...validVector(by, { comment, flags: [flag], draft }),
    result: 'acceptable',
  });
  const undecoded = { ...scheme, path: undecodedPath };
  const reversed: Scheme = { ...scheme, order: (names) => [...scheme.order(names)].reverse() };
  const good = sign(scheme, BASE, KEY);
  const list = good.list.toUpperCase();
  const capital = sign(scheme, withHeader(BASE, 'X-More', 'capitals'), KEY);
  const upper = capital.signature.toUpperCase();
  return [
    ...['a%20b', 'a%2Bb', '%E6%95%B0', '100%25'].map((segment) =>
      of(`path: ${segment} is encoded again`, 'UndecodedPath', undecoded, { ...BASE, path: `${SECRETS}/${segment}` }),
    ),
    of('headers: the list and what is signed are in another order', 'ListOrder', reversed, BASE),
    of('body: nothing, hashed as {}', 'EmptyObject', hashesEmptyObject(scheme), BASE),
    of('body: nothing in a POST, hashed as {}', 'EmptyObject', hashesEmptyObject(scheme), { ...BASE, method: 'POST' }),
    {
      ...validVector(scheme, { comment: 'authorization: the list in capitals', flags: ['ListCase'], draft: BASE }),
      request: requestOf(good, authorizationOf({ ...good, list })),
      result: 'acceptable',
    },
    ...(isDeterministic(scheme)
      ? []
      : [
          {
            ...validVector(scheme, {
              comment: 'signature: in capitals',
              flags: ['SignatureCase'],
              draft: withHeader(BASE, 'X-More', 'capitals'),
            }),
            signature: upper,
            request: requestOf(capital, authorizationOf({ ...capital, signature: upper })),
            result: 'acceptable' as const,
          },
        ]),
  ];
}
