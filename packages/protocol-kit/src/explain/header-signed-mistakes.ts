import type { Message } from '@dragoman/messages';

import { percentDecode, percentEncode } from '../text.ts';
import type { HeaderSigned } from './header-signed.ts';
import { EXPLAIN } from './messages.ts';
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
      when: EXPLAIN.requestUnhashed,
      remedy: EXPLAIN.signHash,
      make: (right) => ({ ...right, signs: 'text' }),
    },
  ];
}

function hostMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  const change = (mistake: string, when: Message, to: (host: string) => string | null): SignatureMistake<Read> => ({
    kind: 'host',
    mistake,
    when,
    remedy: EXPLAIN.signHost,
    make: (right) => withHeader(right, 'host', to),
  });
  return [
    change('host-without-port', EXPLAIN.hostWithoutPort, (host) =>
      host.includes(':') ? host.replace(/:\d+$/, '') : null,
    ),
    ...[80, 443].map((port) =>
      change('host-with-port', EXPLAIN.hostWithPort({ port }), (host) =>
        host.includes(':') ? null : `${host}:${port}`,
      ),
    ),
    {
      kind: 'host',
      mistake: 'host-left-out',
      when: EXPLAIN.hostLeftOut,
      remedy: EXPLAIN.signEachHeader,
      make: (right) => ({ ...right, headers: right.headers.filter(([name]) => name !== 'host') }),
    },
  ];
}

function pathMistakes<Read extends HeaderSigned>(sent: string): SignatureMistake<Read>[] {
  const change = (
    mistake: string,
    when: Message,
    remedy: Message,
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
    change('no-slash-at-end', EXPLAIN.noSlashAtEnd, EXPLAIN.signSlash, (path) => path.replace(/(?<=.)\/$/, '')),
    change('slash-at-end', EXPLAIN.slashAtEnd, EXPLAIN.signPathAsSent, (path) =>
      path.endsWith('/') ? path : `${path}/`,
    ),
    change('path-decoded', EXPLAIN.pathDecoded, EXPLAIN.encodeBefore, (path) => ended(percentDecode(sent), path)),
    change('path-undecoded', EXPLAIN.pathAsSent, EXPLAIN.encodeEach, (path) => ended(sent, path)),
    change('path-double-encoded', EXPLAIN.pathTwice, EXPLAIN.encodeOnce, (path) =>
      path.split('/').map(percentEncode).join('/'),
    ),
    change('path-marks-bare', EXPLAIN.pathMarks, EXPLAIN.encodeMarks, (path) =>
      ended(percentDecode(sent).split('/').map(bareMarks).join('/'), path),
    ),
    change('path-root', EXPLAIN.pathRoot, EXPLAIN.signWholePath, () => '/'),
  ];
}

function bodyMistakes<Read extends HeaderSigned>({ body, hash, statedHash }: Sent): SignatureMistake<Read>[] {
  const change = (mistake: string, when: Message, bodyHash: string | undefined): SignatureMistake<Read> => ({
    kind: 'body',
    mistake,
    when,
    remedy: EXPLAIN.signBodyHash,
    make: (right) => (bodyHash === undefined ? null : { ...right, bodyHash }),
  });
  const text = body.toString();
  return [
    change('body-as-empty', EXPLAIN.bodyAsEmpty, hash('')),
    change('body-as-braces', EXPLAIN.bodyAsBraces, hash('{}')),
    change('body-unsigned', EXPLAIN.bodyUnsigned, 'UNSIGNED-PAYLOAD'),
    change('body-hash-stated', EXPLAIN.hashStated, statedHash),
    change('body-hash-left-out', EXPLAIN.hashLeftOut, ''),
    change(
      'body-rewritten',
      EXPLAIN.bodyRewritten,
      hashRewritten(text, (value) => JSON.stringify(value), hash),
    ),
    change('body-rewritten', EXPLAIN.bodyRewritten, hashRewritten(text, spaced, hash)),
    change('body-hash-upper-case', EXPLAIN.hashUpperCase, hash(body).toUpperCase()),
    change('body-itself', EXPLAIN.bodyItself, text),
  ];
}

function queryMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  return QUERY_CANONICALIZATIONS.map((writing) => ({
    kind: 'query',
    mistake: writing.name,
    when: EXPLAIN.querySigned({ how: writing.how }),
    remedy: EXPLAIN.signQuery,
    make: (right) => ({ ...right, writing }),
  }));
}

function headerMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  const remedy = EXPLAIN.signHeaders;
  const of = (mistake: string, when: Message, make: (right: Read) => Read): SignatureMistake<Read> => ({
    kind: 'headers',
    mistake,
    when,
    remedy,
    make,
  });
  const byName = (right: Read): Read['headers'] => right.headers.toSorted(([left], [other]) => (left < other ? -1 : 1));
  return [
    of('header-order', EXPLAIN.linesSorted, (right) => ({
      ...right,
      headers: byName(right),
    })),
    of('header-order', EXPLAIN.headersSorted, (right) => ({
      ...right,
      headers: byName(right),
      list: right.list.toSorted(),
    })),
    of('header-case', EXPLAIN.namesTitled, (right) => ({
      ...right,
      headers: cased(right.headers),
      list: right.list.map(titled),
    })),
    of('header-case', EXPLAIN.lineNamesTitled, (right) => ({
      ...right,
      headers: cased(right.headers),
    })),
    of('header-case', EXPLAIN.listNamesTitled, (right) => ({
      ...right,
      list: right.list.map(titled),
    })),
    of('header-gap', EXPLAIN.noGap, (right) => ({ ...right, gap: false })),
    of('header-colon', EXPLAIN.blankAfterColon, (right) => ({ ...right, colon: ': ' })),
    ...[
      'application/json',
      'application/json;charset=UTF-8',
      'application/json; charset=utf-8',
      'application/x-www-form-urlencoded',
    ].map((type): SignatureMistake<Read> => ({
      kind: 'headers',
      mistake: 'content-type-changed',
      when: EXPLAIN.contentTypeSigned({ type }),
      remedy: EXPLAIN.signContentType,
      make: (right) => withHeader(right, 'content-type', (sent) => (sent === type ? null : type)),
    })),
  ];
}

function methodMistakes<Read extends HeaderSigned>(): SignatureMistake<Read>[] {
  return ['GET', 'POST', 'PUT', 'DELETE', null].map((method) => ({
    kind: 'method',
    mistake: method === null ? 'method-lower-case' : 'method',
    when: method === null ? EXPLAIN.methodLowerCase : EXPLAIN.methodSigned({ method }),
    remedy: EXPLAIN.signMethod,
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
