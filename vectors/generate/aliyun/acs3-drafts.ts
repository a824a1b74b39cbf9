/** Requests to KMS of which tests of signature version 3 are made. */
import { type Pair, encodePairs, formEncode } from '../encoding.ts';
import { type Draft, type Scheme, withHeader, withoutHeader } from '../header-scheme.ts';
import type { Choices } from '../random.ts';
import { ENCODED_NAMES, QUERIES, type QueryCase } from '../request-parts.ts';
import { NOW } from './keys.ts';
import { nonceOf } from './params-drafts.ts';

/** A draft with what it shows. */
export interface Case {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly draft: Draft;
}

const FORM = 'application/x-www-form-urlencoded';

/** ListSecrets with what every request states. */
export function baseOf(scheme: Scheme, nonce: string): Draft {
  const draft: Draft = {
    method: 'POST',
    path: '/',
    query: [],
    headers: [
      ['host', 'kms.cn-hangzhou.aliyuncs.com'],
      ['x-acs-action', 'ListSecrets'],
      ['x-acs-version', '2016-01-20'],
      ['x-acs-date', NOW],
      ['x-acs-signature-nonce', nonceOf(nonce)],
    ],
    unsigned: [],
    body: '',
  };
  return withBody(scheme, draft, '');
}

/** With a body, whose hash a header states. */
export function withBody(scheme: Scheme, draft: Draft, body: string): Draft {
  const typed = body === '' ? draft : withHeader(draft, 'content-type', FORM);
  return withHeader({ ...typed, body }, scheme.contentHeader, scheme.bodyHash({ ...draft, body }));
}

/** What every test shows once. */
export function namedCases(scheme: Scheme): Case[] {
  const queries = [
    ...QUERIES.filter(({ pairs }) => isOfSingles(pairs)),
    ...ENCODED_NAMES.filter(({ flag }) => flag !== 'AstralOrder'),
  ];
  return [
    ...queries.map((query) => ofQuery(scheme, query)),
    ...queries.map((query) => ofForm(scheme, query)),
    ...headerCases(scheme),
    ...timeCases(scheme),
  ];
}

function isOfSingles(pairs: readonly Pair[]): boolean {
  return new Set(pairs.map(([name]) => name)).size === pairs.length;
}

/** Names that KMS knows as none of its own: it leaves them alone. */
function renamed(pairs: readonly Pair[]): Pair[] {
  return pairs.map(([name, value]) => [`X${name}`, value]);
}

function ofQuery(scheme: Scheme, { comment, flag, pairs, wire }: QueryCase): Case {
  const title = `query: ${comment}`;
  const draft = { ...baseOf(scheme, `${scheme.algorithm} ${title} ${JSON.stringify(pairs)}`), query: renamed(pairs) };
  return { comment: title, flags: [flag], draft: wire === undefined ? draft : { ...draft, wireQuery: `X${wire}` } };
}

function ofForm(scheme: Scheme, { comment, flag, pairs, wire }: QueryCase): Case {
  const title = `form: ${comment}`;
  const body = wire === undefined ? encodePairs(renamed(pairs)) : `X${wire}`;
  const draft = baseOf(scheme, `${scheme.algorithm} ${title} ${body}`);
  return { comment: title, flags: [flag, 'Form'], draft: withBody(scheme, draft, body) };
}

/** Many parameters at once, chosen at random. */
export function mixedCases(scheme: Scheme, count: number, choices: Choices): Case[] {
  return Array.from({ length: count }, (_, at) => {
    const comment = `parameters put together at random, ${at + 1}`;
    const pairs = Array.from({ length: 2 + choices.below(5) }, (__, index): Pair => {
      const [, value] = choices.pick(choices.pick(QUERIES).pairs);
      return [`X${choices.text(3)}${index}`, value];
    });
    const split = choices.below(pairs.length);
    const draft = { ...baseOf(scheme, `${scheme.algorithm} ${comment}`), query: pairs.slice(0, split) };
    const encode = choices.below(2) === 0 ? formEncode : undefined;
    const body = choices.below(2) === 0 ? '' : encodePairs(pairs.slice(split), encode);
    return { comment, flags: ['PseudoRandom'], draft: withBody(scheme, draft, body) };
  });
}

function headerCases(scheme: Scheme): Case[] {
  const one = (comment: string, flag: string, change: (draft: Draft) => Draft): Case => ({
    comment: `headers: ${comment}`,
    flags: [flag],
    draft: change(baseOf(scheme, `${scheme.algorithm} headers: ${comment}`)),
  });
  return [
    one('those that clients send', 'Plain', (draft) => draft),
    one('GET', 'Plain', (draft) => ({ ...draft, method: 'GET' })),
    one('in another order on the wire', 'WireOrder', (draft) => ({ ...draft, headers: [...draft.headers].reverse() })),
    one('their names in capitals', 'HeaderCase', (draft) => ({
      ...draft,
      headers: draft.headers.map(([name, value]) => [name.toUpperCase(), value]),
    })),
    one('blanks around a value', 'HeaderBlanks', (draft) => withHeader(draft, 'x-acs-more', '  a b  ')),
    one('blanks within a value stay', 'HeaderBlanks', (draft) => withHeader(draft, 'x-acs-more', 'a   b')),
    one('an empty value', 'EmptyValue', (draft) => withHeader(draft, 'x-acs-more', '')),
    one('a value with a comma', 'Plain', (draft) => withHeader(draft, 'x-acs-more', 'a, b')),
    one('names that a hyphen tells apart', 'HeaderOrder', (draft) =>
      withHeader(withHeader(draft, 'x-acs-ab', '1'), 'x-acs-a-b', '2'),
    ),
    one('a type of the content without a body', 'ContentType', (draft) =>
      withHeader(draft, 'content-type', 'application/json; charset=utf-8'),
    ),
    one('the host with its port', 'HostPort', (draft) =>
      withHeader(draft, 'host', 'kms.cn-hangzhou.aliyuncs.com:8443'),
    ),
    one('an IP address and a port as host', 'HostPort', (draft) => withHeader(draft, 'host', '127.0.0.1:8080')),
    one('one that is not signed', 'UnsignedHeader', (draft) => ({
      ...withHeader(draft, 'user-agent', 'AlibabaCloud'),
      unsigned: ['user-agent'],
    })),
    one('one of the scheme that is not signed', 'UnsignedHeader', (draft) => ({
      ...withHeader(draft, 'x-later', 'added'),
      unsigned: ['x-later'],
    })),
    one('no hash of the body', 'NoContentHash', (draft) => withoutHeader(draft, scheme.contentHeader)),
    one('no nonce', 'NoNonce', (draft) => withoutHeader(draft, 'x-acs-signature-nonce')),
  ];
}

function timeCases(scheme: Scheme): Case[] {
  const at = (comment: string, time: string): Case => ({
    comment: `time: ${comment}`,
    flags: ['ClockSkew'],
    draft: withHeader(baseOf(scheme, `${scheme.algorithm} time: ${comment}`), 'x-acs-date', time),
  });
  return [
    at('fifteen minutes ago to the second', '2026-01-02T02:49:05Z'),
    at('in fifteen minutes to the second', '2026-01-02T03:19:05Z'),
    at('a second ago', '2026-01-02T03:04:04Z'),
  ];
}

/** The requests that are changed in every way. */
export function bases(scheme: Scheme): readonly { readonly short: string; readonly draft: Draft }[] {
  const base = (short: string): Draft => baseOf(scheme, `${scheme.algorithm} spoilt: ${short}`);
  return [
    {
      short: 'a list',
      draft: {
        ...base('a list'),
        query: [
          ['PageNumber', '1'],
          ['PageSize', '50'],
        ],
      },
    },
    {
      short: 'a query with much to encode',
      draft: {
        ...base('a query'),
        query: [
          ['Xname', "a b+c~*!'"],
          ['Xlimit', '1'],
          ['XName', '数/'],
        ],
      },
    },
    {
      short: 'a form',
      draft: withBody(
        scheme,
        base('a form'),
        encodePairs([
          ['XSecretData', 'a b~*数'],
          ['XVersionId', 'v1'],
        ]),
      ),
    },
    {
      short: 'a GET',
      draft: {
        ...base('a GET'),
        method: 'GET',
        query: [
          ['Xmarker', ''],
          ['Xa', 'b'],
        ],
      },
    },
  ];
}
