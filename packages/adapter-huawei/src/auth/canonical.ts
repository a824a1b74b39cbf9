import { type RequestHead, type WireRequest, byCodePoint, decodePairs, percentDecode, percentEncode } from '@dragoman/protocol-kit';

import { type Hashing, SHA256, SM3, digestHex, isAvailable } from './hashing.ts';

/** What an absent body is hashed as: nothing, or `{}`. */
const ABSENT_BODY = {
  sha256: ['', '{}'].map((text) => digestHex(SHA256, text)),
  sm3: isAvailable(SM3) ? ['', '{}'].map((text) => digestHex(SM3, text)) : [],
} as const satisfies Record<Hashing['algorithm'], readonly string[]>;
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
/** Signed headers whose values are shown to nobody. */
const CREDENTIAL_HEADERS = new Set(['x-auth-token', 'x-security-token', 'authorization']);

/** One reading of a request as its signer may have seen it. */
export interface Canonical {
  readonly text: string;
  /** As API Gateway prints it in its refusal: lines joined by `|`, credentials masked. */
  readonly shown: string;
}

/**
 * The canonical request in every reading that an official signer produces, the documented one first (API signing guide,
 * `devg-apisign/api-sign-0001`; SDK signers of 2026-08-20). The client's own list of signed headers is trusted:
 * Go and Terraform sign no `host`, and the provider adds headers after signing.
 */
export function* canonicalRequests(request: WireRequest, signedHeaders: readonly string[], hashing: Hashing): Generator<Canonical> {
  for (const path of canonicalPaths(request.path)) {
    for (const bodyHash of bodyHashes(request, hashing)) yield canonicalRequest(request, signedHeaders, path, bodyHash);
  }
}

function canonicalRequest(request: WireRequest, signedHeaders: readonly string[], path: string, bodyHash: string): Canonical {
  const text = (hidden: ReadonlySet<string>): string =>
    [
      request.method,
      path,
      canonicalQuery(request.query),
      ...signedHeaders.map((name) => `${name}:${hidden.has(name) ? '***' : headerValue(request, name)}`),
      '',
      signedHeaders.join(';'),
      bodyHash,
    ].join('\n');
  return { text: text(new Set()), get shown() { return text(CREDENTIAL_HEADERS).replaceAll('\n', '|'); } };
}

/** Decoded, then encoded; then, as Go, Java and Node do it, encoded without decoding. */
function canonicalPaths(path: string): string[] {
  const decoded = percentDecode(path);
  const documented = encodedPath(decoded);
  const undecoded = decoded === path ? documented : encodedPath(path);
  return undecoded === documented ? [documented] : [documented, undecoded];
}

function encodedPath(path: string): string {
  const encoded = path.split('/').map(percentEncode).join('/');
  return encoded.endsWith('/') ? encoded : `${encoded}/`;
}

function canonicalQuery(query: string): string {
  return decodePairs(query)
    .sort(([name, value], [otherName, otherValue]) => byCodePoint(name, otherName) || byCodePoint(value, otherValue))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
}

/**
 * What the body may have been hashed as. A hash in the scheme's own header is worth nothing unless it is the body's own,
 * so only the word for an unsigned body is taken from there. Old Node signers hash `{}` where they send nothing.
 */
function* bodyHashes(request: WireRequest, hashing: Hashing): Generator<string> {
  if (request.headers[hashing.contentHeader] === UNSIGNED_PAYLOAD) yield UNSIGNED_PAYLOAD;
  if (request.body.length > 0) yield digestHex(hashing, request.body);
  else yield* ABSENT_BODY[hashing.algorithm];
}

function headerValue(head: RequestHead, name: string): string {
  return (head.headers[name] ?? '').trim();
}
