/** Requests to KMS of which tests of signature version 1.0 are made. */
import { createHash } from 'node:crypto';

import { type Pair, formEncode, percentEncode } from '../encoding.ts';
import type { Choices } from '../random.ts';
import { ENCODED_NAMES, QUERIES, type QueryCase, SEGMENTS } from '../request-parts.ts';
import { NOW } from './keys.ts';
import { type Draft, type Key, type Scheme, paramOf, withParam, withoutParam } from './params-scheme.ts';

/** A draft with what it shows. */
export interface Case {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly draft: Draft;
}

/** ListSecrets with what every request states. @param nonce a text that is another in each test */
export function baseOf(scheme: Scheme, key: Key, nonce: string): Draft {
  const params: readonly Pair[] = [
    ['Action', 'ListSecrets'],
    ['Version', '2016-01-20'],
    ['Format', 'JSON'],
    ['AccessKeyId', key.id],
    ['SignatureMethod', scheme.method],
    ['SignatureVersion', '1.0'],
    ...(scheme.type === null ? [] : [['SignatureType', scheme.type] as const]),
    ['SignatureNonce', nonceOf(`${scheme.method} ${nonce}`)],
    ['Timestamp', NOW],
  ];
  return { method: 'GET', params, inForm: [], encode: percentEncode };
}

/** As clients make them, of a text. */
export function nonceOf(text: string): string {
  const hex = createHash('sha256').update(`nonce of ${text}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** What every test shows once. */
export function namedCases(scheme: Scheme, key: Key): Case[] {
  const base = (comment: string): Draft => baseOf(scheme, key, comment);
  const values = [...QUERIES.filter((query) => query.pairs.every(isSingle)), ...ENCODED_NAMES];
  return [
    ...values.map((query) => ofQuery(query, base)),
    ...values.filter(({ flag }) => flag !== 'Long').map((query) => inForm(ofQuery(query, base), scheme)),
    ...wireCases(base),
    ...timeCases(base),
    ...stateCases(base),
  ];
}

const isSingle = ([name]: Pair, at: number, pairs: readonly Pair[]): boolean =>
  pairs.findIndex(([other]) => other === name) === at;

/** Many parameters at once, chosen at random. */
export function mixedCases(scheme: Scheme, key: Key, count: number, choices: Choices): Case[] {
  return Array.from({ length: count }, (_, at) => {
    const comment = `parameters put together at random, ${at + 1}`;
    const picked = Array.from({ length: 2 + choices.below(5) }, (__, index) => {
      const { pairs } = choices.pick(QUERIES);
      const [, value] = choices.pick(pairs);
      return [`X${choices.text(3)}${index}`, value] as const;
    });
    const draft = picked.reduce(
      (sofar, [name, value]) => withParam(sofar, name, value),
      withParam(baseOf(scheme, key, comment), 'SecretName', decodeURIComponent(choices.pick(SEGMENTS).segment)),
    );
    const sent = choices.below(2) === 0 ? draft : { ...draft, encode: formEncode };
    const inBody = choices.below(2) === 0 ? [] : picked.map(([name]) => name);
    const method = inBody.length > 0 || choices.below(2) === 0 ? 'POST' : 'GET';
    return { comment, flags: ['PseudoRandom'], draft: { ...sent, method, inForm: inBody } };
  });
}

function ofQuery({ comment, flag, pairs }: QueryCase, base: (comment: string) => Draft): Case {
  const title = `parameters: ${comment}`;
  const params = pairs.map(([name, value]) => [`X${name}`, value] as const);
  const draft = base(`${title} ${JSON.stringify(pairs)}`);
  return { comment: title, flags: [flag], draft: { ...draft, params: [...params, ...draft.params] } };
}

/** The same with what is not common to all requests in a form. */
function inForm({ comment, flags, draft }: Case, scheme: Scheme): Case {
  const names = draft.params.map(([name]) => name).filter((name) => name.startsWith('X'));
  const nonce = nonceOf(`${scheme.method} in a form: ${comment} ${JSON.stringify(draft.params)}`);
  return {
    comment: `in a form: ${comment}`,
    flags: [...flags, 'Form'],
    draft: { ...withParam(draft, 'SignatureNonce', nonce), method: 'POST', inForm: names },
  };
}

function wireCases(base: (comment: string) => Draft): Case[] {
  const one = (comment: string, flag: string, change: (draft: Draft) => Draft): Case => ({
    comment: `wire: ${comment}`,
    flags: [flag],
    draft: change(withParam(base(`wire: ${comment}`), 'SecretName', "a b+c~*!'()/数")),
  });
  const names = (draft: Draft): string[] => draft.params.map(([name]) => name);
  return [
    one('GET with all in the query', 'Plain', (draft) => draft),
    one('POST with all in the query', 'Plain', (draft) => ({ ...draft, method: 'POST' })),
    one('POST with all in a form', 'Form', (draft) => ({
      ...draft,
      method: 'POST',
      inForm: [...names(draft), 'Signature'],
    })),
    one('POST with the action in the query and the rest in a form', 'Form', (draft) => ({
      ...draft,
      method: 'POST',
      inForm: [...names(draft).filter((name) => name !== 'Action'), 'Signature'],
    })),
    one('parameters in order', 'WireOrder', (draft) => ({ ...draft, params: [...draft.params].sort() })),
    one('parameters backwards', 'WireOrder', (draft) => ({ ...draft, params: [...draft.params].sort().reverse() })),
    one('encoded as a form is', 'Blank', (draft) => ({ ...draft, encode: formEncode })),
    one('encoded as by encodeURIComponent', 'SubDelimiter', (draft) => ({ ...draft, encode: encodeURIComponent })),
    one('everything encoded, letters too', 'Unreserved', (draft) => ({ ...draft, encode: encodeAll })),
    one('small hexadecimal digits', 'SmallHex', (draft) => ({
      ...draft,
      encode: (text) => percentEncode(text).replace(/%../g, (escape) => escape.toLowerCase()),
    })),
  ];
}

function encodeAll(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

function timeCases(base: (comment: string) => Draft): Case[] {
  const at = (comment: string, time: string): Case => ({
    comment: `time: ${comment}`,
    flags: ['ClockSkew'],
    draft: withParam(base(`time: ${comment}`), 'Timestamp', time),
  });
  return [
    at('fifteen minutes ago to the second', '2026-01-02T02:49:05Z'),
    at('in fifteen minutes to the second', '2026-01-02T03:19:05Z'),
    at('a second ago', '2026-01-02T03:04:04Z'),
    at('with milliseconds, as an old official client states it', '2026-01-02T03:04:05.123Z'),
  ];
}

function stateCases(base: (comment: string) => Draft): Case[] {
  const one = (comment: string, flag: string, change: (draft: Draft) => Draft): Case => ({
    comment: `common: ${comment}`,
    flags: [flag],
    draft: change(base(`common: ${comment}`)),
  });
  return [
    one('no nonce, as an old official client signs', 'NoNonce', (draft) => withoutParam(draft, 'SignatureNonce')),
    ...(draftHasType(base)
      ? []
      : [
          one('an empty type of the signature, as the legacy SDKs sign', 'EmptyValue', (draft) =>
            withParam(draft, 'SignatureType', ''),
          ),
        ]),
    one('no format', 'Plain', (draft) => withoutParam(draft, 'Format')),
    one('the format in small letters', 'LetterCase', (draft) => withParam(draft, 'Format', 'json')),
    one('a region', 'Plain', (draft) => withParam(draft, 'RegionId', 'cn-hangzhou')),
    one('a nonce of any form', 'Plain', (draft) =>
      withParam(draft, 'SignatureNonce', `1767323045-${draft.params.length}-${paramOf(draft, 'SignatureMethod')}`),
    ),
    one('paging', 'Plain', (draft) => withParam(withParam(draft, 'PageNumber', '1'), 'PageSize', '50')),
  ];
}

function draftHasType(base: (comment: string) => Draft): boolean {
  return base('').params.some(([name]) => name === 'SignatureType');
}
