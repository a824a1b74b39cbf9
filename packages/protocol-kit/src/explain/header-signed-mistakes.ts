import { percentDecode, percentEncode } from '../text.ts';
import type { HeaderSigned } from './header-signed.ts';
import { QUERY_CANONICALIZATIONS, bareMarks } from './query-canonicalizations.ts';
import type { SignatureMistake } from './search.ts';

/** What the request itself is, for mistakes that go back to it. */
export interface Sent {
  readonly path: string;
  readonly body: Buffer;
  readonly hash: (data: string | Uint8Array) => string;
  /** The hash that a header of the client's own states. */
  readonly statedHash: string | undefined;
}

/** The mistakes of clients that sign so, the likeliest first. */
export function headerSignedMistakes<Read extends HeaderSigned>(sent: Sent): SignatureMistake<Read>[] {
  return [
    ...hostMistakes<Read>(),
    ...pathMistakes<Read>(sent.path),
    ...bodyMistakes<Read>(sent),
    ...queryMistakes<Read>(),
    ...headerMistakes<Read>(),
    ...methodMistakes<Read>(),
    {
      kind: 'text',
      mistake: 'unhashed',
      when: 'the canonical request is signed itself, not its hash',
      remedy: 'sign the hash of the canonical request',
      make: (right) => ({ ...right, signs: 'text' }),
    },
  ];
}

function hostMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  const change = (mistake: string, when: string, to: (host: string) => string | null): SignatureMistake<Read> => ({
    kind: 'host',
    mistake,
    when,
    remedy: 'sign the header host exactly as it is sent, with its port where one is sent',
    make: (right) => withHeader(right, 'host', to),
  });
  return [
    change('host-without-port', 'host is signed without its port', (host) =>
      host.includes(':') ? host.replace(/:\d+$/, '') : null,
    ),
    ...[80, 443].map((port) =>
      change('host-with-port', `host is signed with the port ${port}`, (host) =>
        host.includes(':') ? null : `${host}:${port}`,
      ),
    ),
    {
      kind: 'host',
      mistake: 'host-left-out',
      when: 'host is listed but its line is not signed',
      remedy: 'sign a line for each of the headers listed',
      make: (right) => ({ ...right, headers: right.headers.filter(([name]) => name !== 'host') }),
    },
  ];
}

function pathMistakes<Read extends HeaderSigned>(sent: string): SignatureMistake<Read>[] {
  const change = (
    mistake: string,
    when: string,
    remedy: string,
    to: (path: string) => string,
  ): SignatureMistake<Read> => ({
    kind: 'path',
    mistake,
    when,
    remedy,
    make: (right) => ({ ...right, path: to(right.path) }),
  });
  const ended = (path: string, like: string): string => (like.endsWith('/') && !path.endsWith('/') ? `${path}/` : path);
  return [
    change(
      'no-slash-at-end',
      'the path is signed without the slash at its end',
      'sign the path with a slash at its end',
      (path) => path.replace(/(?<=.)\/$/, ''),
    ),
    change('slash-at-end', 'the path is signed with a slash at its end', 'sign the path as it is sent', (path) =>
      path.endsWith('/') ? path : `${path}/`,
    ),
    change(
      'path-decoded',
      'the path is signed decoded',
      'percent-encode each segment of the path before signing',
      (path) => ended(percentDecode(sent), path),
    ),
    change(
      'path-undecoded',
      'the path is signed as it is sent, without encoding it',
      'encode each segment of the path',
      (path) => ended(sent, path),
    ),
    change(
      'path-double-encoded',
      'the path is signed encoded twice',
      'percent-encode each segment of the path once',
      (path) => path.split('/').map(percentEncode).join('/'),
    ),
    change(
      'path-marks-bare',
      "the path is signed with !'()* left as they are",
      "encode !'()* in the path too",
      (path) => ended(percentDecode(sent).split('/').map(bareMarks).join('/'), path),
    ),
    change('path-root', 'the path is signed as /', 'sign the whole path', () => '/'),
  ];
}

function bodyMistakes<Read extends HeaderSigned>({ body, hash, statedHash }: Sent): SignatureMistake<Read>[] {
  const change = (mistake: string, when: string, bodyHash: string | undefined): SignatureMistake<Read> => ({
    kind: 'body',
    mistake,
    when,
    remedy: 'sign the hash of the body as it is sent, byte for byte; of an empty string where there is none',
    make: (right) => (bodyHash === undefined ? null : { ...right, bodyHash }),
  });
  const text = body.toString();
  return [
    change('body-as-empty', 'the body is hashed as if it were empty', hash('')),
    change('body-as-braces', 'the body is hashed as {}', hash('{}')),
    change('body-unsigned', 'UNSIGNED-PAYLOAD stands for the hash of the body', 'UNSIGNED-PAYLOAD'),
    change('body-hash-stated', 'the hash in the header is signed, which is not that of the body', statedHash),
    change('body-hash-left-out', 'nothing stands for the hash of the body', ''),
    change(
      'body-rewritten',
      'the JSON of the body was written anew after signing',
      hashRewritten(text, (value) => JSON.stringify(value), hash),
    ),
    change('body-rewritten', 'the JSON of the body was written anew after signing', hashRewritten(text, spaced, hash)),
    change('body-hash-upper-case', 'the hash of the body is written in upper case', hash(body).toUpperCase()),
    change('body-itself', 'the body itself is signed, not its hash', text),
  ];
}

function queryMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  return QUERY_CANONICALIZATIONS.map((writing) => ({
    kind: 'query',
    mistake: writing.name,
    when: `the query is signed ${writing.how}`,
    remedy: 'sort the parameters, percent-encode name and value once, and sign each of them',
    make: (right) => ({ ...right, writing }),
  }));
}

function headerMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  const remedy =
    'sign headers with names in lower case, in one order in the lines and in SignedHeaders, and ' +
    'an empty line behind them';
  const of = (mistake: string, when: string, make: (right: Read) => Read): SignatureMistake<Read> => ({
    kind: 'headers',
    mistake,
    when,
    remedy,
    make,
  });
  const byName = (right: Read): Read['headers'] => right.headers.toSorted(([left], [other]) => (left < other ? -1 : 1));
  return [
    of('header-order', 'the lines of headers are signed in alphabetical order', (right) => ({
      ...right,
      headers: byName(right),
    })),
    of('header-order', 'headers and their list are signed in alphabetical order', (right) => ({
      ...right,
      headers: byName(right),
      list: right.list.toSorted(),
    })),
    of('header-case', 'names of headers are signed as Like-This', (right) => ({
      ...right,
      headers: cased(right.headers),
      list: right.list.map(titled),
    })),
    of('header-case', 'names in the lines of headers are signed as Like-This', (right) => ({
      ...right,
      headers: cased(right.headers),
    })),
    of('header-case', 'names in the list of headers are signed as Like-This', (right) => ({
      ...right,
      list: right.list.map(titled),
    })),
    of('header-gap', 'no empty line follows the headers', (right) => ({ ...right, gap: false })),
    of('header-colon', 'a blank follows the colon of each header', (right) => ({ ...right, colon: ': ' })),
    ...[
      'application/json',
      'application/json;charset=UTF-8',
      'application/json; charset=utf-8',
      'application/x-www-form-urlencoded',
    ].map((type): SignatureMistake<Read> => ({
      kind: 'headers',
      mistake: 'content-type-changed',
      when: `content-type is signed as ${type}`,
      remedy: 'sign the content-type that is sent: the library that sends may add a charset',
      make: (right) => withHeader(right, 'content-type', (sent) => (sent === type ? null : type)),
    })),
  ];
}

function methodMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  return ['GET', 'POST', 'PUT', 'DELETE', null].map((method) => ({
    kind: 'method',
    mistake: method === null ? 'method-lower-case' : 'method',
    when: `the method is signed ${method === null ? 'in lower case' : `as ${method}`}`,
    remedy: 'sign the method that is sent, in upper case',
    make: (right) => ({ ...right, method: method ?? right.method.toLowerCase() }),
  }));
}

function withHeader<Read extends HeaderSigned>(
  right: Read,
  name: string,
  to: (value: string) => string | null,
): Read | null {
  const value = right.headers.find(([given]) => given === name)?.[1];
  const changed = value === undefined ? null : to(value);
  return changed === null
    ? null
    : { ...right, headers: right.headers.map(([given, old]) => [given, given === name ? changed : old] as const) };
}

function cased(headers: HeaderSigned['headers']): HeaderSigned['headers'] {
  return headers.map(([name, value]) => [titled(name), value] as const);
}

function titled(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());
}

function hashRewritten(text: string, write: (value: unknown) => string, hash: Sent['hash']): string | undefined {
  try {
    return hash(write(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

/** As Python writes JSON: a blank behind each colon and comma. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
    .join(', ')}}`;
}
