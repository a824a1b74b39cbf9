import {
  type RequestHead,
  type WireRequest,
  byCodePoint,
  decodePairs,
  headerNamed,
  percentDecode,
  percentEncode,
} from '@dragoman/protocol-kit';

import { type Hashing, SHA256, SM3, digestHex, isAvailable } from './hashing.ts';

/** What an absent body is hashed as: nothing, or `{}`. */
const ABSENT_BODY = {
  sha256: ['', '{}'].map((text) => digestHex(SHA256, text)),
  sm3: isAvailable(SM3) ? ['', '{}'].map((text) => digestHex(SM3, text)) : [],
} as const satisfies Record<Hashing['algorithm'], readonly string[]>;
/** Unreserved characters and slashes alone. */
const PLAIN_PATH = /^[A-Za-z0-9._~/-]*$/;
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** Signed headers whose values are shown to nobody. */
const CREDENTIAL_HEADERS: ReadonlySet<string> = new Set(['x-auth-token', 'x-security-token', 'authorization']);
const NOTHING: ReadonlySet<string> = new Set();

/**
 * Whether one of the readings of the canonical request that an official signer produces fits, the documented one first
 * (API signing guide, `devg-apisign/api-sign-0001`; SDK signers of 2026-08-20). The client's own list of signed headers
 * is trusted: Go and Terraform sign no `host`, and the provider adds headers after signing.
 */
export function hasFittingReading(
  request: WireRequest,
  signedHeaders: readonly string[],
  hashing: Hashing,
  fits: (canonicalRequest: string) => boolean,
): boolean {
  const query = canonicalQuery(request.query);
  const between = `\n${query}\n${headerLines(request, signedHeaders, NOTHING)}\n${signedHeaders.join(';')}\n`;
  const bodies = bodyHashes(request, hashing);
  return canonicalPaths(request.path).some((path) =>
    bodies.some((body) => fits(`${request.method}\n${path}${between}${body}`)),
  );
}

/** The documented reading as API Gateway prints it in its rejection: lines joined by `|`, credentials masked. */
export function shownCanonicalRequest(
  request: WireRequest,
  signedHeaders: readonly string[],
  hashing: Hashing,
): string {
  const [path = ''] = canonicalPaths(request.path);
  const [body = ''] = bodyHashes(request, hashing);
  const lines = [
    request.method,
    path,
    canonicalQuery(request.query),
    headerLines(request, signedHeaders, CREDENTIAL_HEADERS),
    signedHeaders.join(';'),
    body,
  ];
  return lines.join('\n').replaceAll('\n', '|');
}

/** One line for each of the headers, with its end. */
function headerLines(head: RequestHead, names: readonly string[], hidden: ReadonlySet<string>): string {
  let lines = '';
  for (const name of names) lines += `${name}:${hidden.has(name) ? '***' : headerNamed(head, name)}\n`;
  return lines;
}

/** The documented form of the path. */
export function canonicalPath(path: string): string {
  return encodedPath(percentDecode(path));
}

/** The documented hash of the body. */
export function documentedBodyHash(request: WireRequest, hashing: Hashing): string {
  return bodyHashes(request, hashing)[0] ?? '';
}

/**
 * Decoded, then encoded; then, as Go, Java and Node do it, encoded without decoding. A plain path is the same either
 * way.
 */
function canonicalPaths(path: string): string[] {
  if (PLAIN_PATH.test(path)) return [withTrailingSlash(path)];
  const decoded = percentDecode(path);
  const documented = encodedPath(decoded);
  const undecoded = decoded === path ? documented : encodedPath(path);
  return undecoded === documented ? [documented] : [documented, undecoded];
}

function encodedPath(path: string): string {
  return withTrailingSlash(path.split('/').map(percentEncode).join('/'));
}

function withTrailingSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

function canonicalQuery(query: string): string {
  if (query === '') return '';
  return decodePairs(query)
    .sort(([name, value], [otherName, otherValue]) => byCodePoint(name, otherName) || byCodePoint(value, otherValue))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/**
 * What the body may have been hashed as. A hash in the scheme's own header is worth nothing unless it is the body's
 * own, so only the word for an unsigned body is taken from there. Old Node signers hash `{}` where they send nothing.
 */
function bodyHashes(request: WireRequest, hashing: Hashing): readonly string[] {
  const hashes = request.body.length > 0 ? [digestHex(hashing, request.body)] : ABSENT_BODY[hashing.algorithm];
  return request.headers[hashing.contentHeader] === UNSIGNED_PAYLOAD ? [UNSIGNED_PAYLOAD, ...hashes] : hashes;
}
