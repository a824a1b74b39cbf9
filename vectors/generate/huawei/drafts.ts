/** Requests to CSMS of which tests are made. */
import { createHash } from 'node:crypto';

import type { Pair } from '../encoding.ts';
import { type Draft, type Key, type Scheme, withHeader, withoutHeader } from '../header-scheme.ts';
import type { Choices } from '../random.ts';
import {
  BODIES,
  ENCODED_NAMES,
  QUERIES,
  type QueryCase,
  REPEATED,
  SEGMENTS,
  type SegmentCase,
} from '../request-parts.ts';

/** For tests and nothing else; those of the vendor's own signers' tests are of the same form. */
export const KEY: Key = { id: 'AKEMULATORTEST000001', secret: 'skEmulatorTestSecretKey00000000000000001' };
/** What the service's clock reads. */
export const NOW = '20260102T030405Z';
export const PROJECT = '0123456789abcdef0123456789abcdef';
export const SECRETS = `/v1/${PROJECT}/secrets`;
const HOST = 'kms.cn-north-4.myhuaweicloud.com';

/** A draft with what it shows. */
export interface Case {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly draft: Draft;
}

export const BASE: Draft = {
  method: 'GET',
  path: SECRETS,
  query: [],
  headers: [
    ['Host', HOST],
    ['X-Sdk-Date', NOW],
  ],
  unsigned: [],
  body: '',
};

/** Everything that is shown once, in a fixed order. */
export function namedCases(scheme: Scheme): Case[] {
  return [
    ...SEGMENTS.map(ofSegment),
    ...[...QUERIES, ...ENCODED_NAMES, ...REPEATED].map(ofQuery),
    ...routeCases(),
    ...headerCases(),
    ...bodyCases(scheme),
    ...timeCases(),
  ];
}

/** Many parts at once, chosen at random. */
export function mixedCases(count: number, choices: Choices): Case[] {
  return Array.from({ length: count }, (_, at) => {
    const segment = ofSegment(choices.pick(SEGMENTS));
    const queries = Array.from({ length: 1 + choices.below(4) }, () => choices.pick([...QUERIES, ...REPEATED]));
    const pairs = queries.flatMap((query) => query.pairs.map(([name, value]) => [name, value] as const));
    const id = choices.text(20);
    const withQuery = { ...segment.draft, query: [...pairs, ['nonce', id] as const] };
    const body = choices.below(3) === 0 ? choices.pick(BODIES).body : '';
    const draft = body === '' ? withQuery : withJson({ ...withQuery, method: 'PUT', body }, choices.below(2) === 0);
    const more: Draft = choices.below(2) === 0 ? withHeader(draft, 'X-Project-Id', PROJECT) : draft;
    return { comment: `parts put together at random, ${at + 1}`, flags: ['PseudoRandom'], draft: more };
  });
}

function ofSegment({ comment, flag, segment }: SegmentCase): Case {
  return { comment: `path: ${comment}`, flags: [flag], draft: { ...BASE, path: `${SECRETS}/${segment}` } };
}

function ofQuery({ comment, flag, pairs, wire }: QueryCase): Case {
  const draft = { ...BASE, query: pairs, ...(wire === undefined ? {} : { wireQuery: wire }) };
  return { comment: `query: ${comment}`, flags: [flag], draft };
}

function routeCases(): Case[] {
  const routes: readonly Pair[] = [
    ['GET', `${SECRETS}/demo/versions`],
    ['GET', `${SECRETS}/demo/versions/latest`],
    ['GET', `${SECRETS}/demo/stages/SYSCURRENT`],
    ['DELETE', `${SECRETS}/demo`],
    ['PUT', `${SECRETS}/demo`],
    ['POST', `${SECRETS}/demo/versions`],
    ['POST', `/v1.0/${PROJECT}/kms/list-keys`],
    ['DELETE', `/v1/${PROJECT}/csms/00000000-0000-0000-0000-000000000000/tags/a%20b%2Bc`],
  ];
  return routes.map(([method, path]) => ({
    comment: `${method} of ${path.split('/').slice(3).join('/')}`,
    flags: ['Plain'],
    draft: { ...BASE, method, path },
  }));
}

function headerCases(): Case[] {
  const named = (comment: string, flag: string, ...headers: Pair[]): Case => ({
    comment: `headers: ${comment}`,
    flags: [flag],
    draft: headers.reduce((draft, [name, value]) => withHeader(draft, name, value), BASE),
  });
  const unsigned = (name: string, value: string): Draft => ({
    ...withHeader(BASE, name, value),
    unsigned: [name.toLowerCase()],
  });
  return [
    { comment: 'headers: the time alone is signed', flags: ['NoHost'], draft: { ...BASE, unsigned: ['host'] } },
    named('the host with its port', 'HostPort', ['Host', 'localhost:4566']),
    named('an IP address and a port as host', 'HostPort', ['Host', '127.0.0.1:8443']),
    named('the project', 'Plain', ['X-Project-Id', PROJECT]),
    named('the domain', 'Plain', ['X-Domain-Id', PROJECT]),
    named('a security token', 'Plain', ['X-Security-Token', 'tok']),
    named('a content type without a body', 'ContentType', ['Content-Type', 'application/json']),
    named('a user agent', 'Plain', ['User-Agent', 'huaweicloud-usdk-python/3.0']),
    named('a name in capitals', 'HeaderCase', ['X-MORE', 'Value']),
    named('a name in small letters', 'HeaderCase', ['x-more', 'Value']),
    named('blanks around a value', 'HeaderBlanks', ['X-More', '  a b  ']),
    named('blanks within a value stay', 'HeaderBlanks', ['X-More', 'a   b']),
    named('an empty value', 'EmptyValue', ['X-More', '']),
    named('a value with a comma and a semicolon', 'Plain', ['X-More', 'a, b;c=d']),
    named('a value with a colon', 'Plain', ['X-More', 'a:b']),
    named('names that a hyphen tells apart', 'HeaderOrder', ['X-Ab', '1'], ['X-A-B', '2']),
    named(
      'names of which one begins as the other',
      'HeaderOrder',
      ['X-More-2', '1'],
      ['X-More', '2'],
      ['X-More1', '3'],
    ),
    {
      comment: 'headers: in another order on the wire',
      flags: ['WireOrder'],
      draft: { ...BASE, headers: [...withHeader(BASE, 'X-Project-Id', PROJECT).headers].reverse() },
    },
    { comment: 'headers: one that is not signed', flags: ['UnsignedHeader'], draft: unsigned('X-Later', 'added') },
    {
      comment: 'headers: the content type is not signed',
      flags: ['UnsignedHeader'],
      draft: unsigned('Content-Type', 'application/json'),
    },
  ];
}

/** A draft with a body in JSON, whose type is signed or not. */
function withJson(draft: Draft, signed: boolean): Draft {
  const typed = withHeader(draft, 'Content-Type', 'application/json');
  return signed ? typed : { ...typed, unsigned: [...typed.unsigned, 'content-type'] };
}

function bodyCases(scheme: Scheme): Case[] {
  const sent = { ...BASE, method: 'POST' };
  const cases = BODIES.flatMap(({ comment, flag, body }) =>
    [true, false].map((signed) => ({
      comment: `body: ${comment}${signed ? '' : ', its type not signed'}`,
      flags: [flag, ...(signed ? ['ContentType'] : [])],
      draft: withJson({ ...sent, body }, signed),
    })),
  );
  const contentHeader = scheme.contentHeader.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const unsigned = withHeader({ ...sent, body: 'not signed' }, contentHeader, 'UNSIGNED-PAYLOAD');
  const stated = withHeader({ ...sent, body: '{"name":"demo"}' }, contentHeader, scheme.hash('{"name":"demo"}'));
  return [
    ...cases,
    { comment: 'body: declared as not signed', flags: ['UnsignedPayload'], draft: unsigned },
    { comment: 'body: its hash in the header of the scheme', flags: ['ContentHash'], draft: stated },
    {
      comment: 'body: a type with a character set',
      flags: ['ContentType'],
      draft: withHeader({ ...sent, body: '{}' }, 'Content-Type', 'application/json;charset=UTF-8'),
    },
  ];
}

function timeCases(): Case[] {
  const at = (comment: string, date: string): Case => ({
    comment: `time: ${comment}`,
    flags: ['ClockSkew'],
    draft: withHeader(BASE, 'X-Sdk-Date', date),
  });
  return [
    at('fifteen minutes ago to the second', '20260102T024905Z'),
    at('in fifteen minutes to the second', '20260102T031905Z'),
    at('a second ago', '20260102T030404Z'),
    at('in a minute', '20260102T030505Z'),
  ];
}

/** The requests that are changed in every way. */
export function bases(): readonly (Case & { readonly short: string })[] {
  const typed = withJson({ ...BASE, method: 'POST', body: '{"name":"demo","secret_string":"v"}' }, true);
  const full = withHeader(typed, 'X-Project-Id', PROJECT);
  return [
    {
      short: 'a list',
      comment: '',
      flags: [],
      draft: withHeader(
        {
          ...BASE,
          query: [
            ['limit', '50'],
            ['marker', 'a.b'],
          ],
        },
        'X-Project-Id',
        PROJECT,
      ),
    },
    { short: 'a creation', comment: '', flags: [], draft: full },
    {
      short: 'a path and a query with much to encode',
      comment: '',
      flags: [],
      draft: {
        ...BASE,
        path: `${SECRETS}/a%20b~%2B%E6%95%B0`,
        query: [
          ['name', "a b+c~*!'"],
          ['limit', '1'],
          ['Name', '数/'],
        ],
      },
    },
    {
      short: 'an update',
      comment: '',
      flags: [],
      draft: withoutHeader(
        {
          ...withJson(
            { ...BASE, method: 'PUT', path: `${SECRETS}/demo`, body: '{ "description": "数据库" }\n' },
            false,
          ),
        },
        'X-Project-Id',
      ),
    },
  ];
}

/** In hexadecimal, of a text. */
export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
