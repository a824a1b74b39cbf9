import { sameText } from '@dragoman/core';
import { type WireRequest, byCodePoint, hmac, percentEncode, sha256Hex } from '@dragoman/protocol-kit';

import { type Proof, incompleteSignature } from './proof.ts';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const AUTHORIZATION = /^ACS3-HMAC-SHA256 +Credential=([^,\s]+), *SignedHeaders=([^,\s]+), *Signature=([^,\s]+)$/;

/**
 * Reads an ACS3-HMAC-SHA256 signature. Which headers it covers is the client's to say (SignedHeaders); the body is
 * always covered, by its hash. `host` is compared with its port, as clients of a custom endpoint sign it.
 * @throws VendorError IncompleteSignature
 */
export function readAcs3(request: WireRequest, query: ReadonlyMap<string, string>): Proof {
  const [, accessKeyId, signedHeaders, signature] = AUTHORIZATION.exec(request.headers['authorization'] ?? '') ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) {
    throw incompleteSignature(`expected Authorization: ${ALGORITHM} Credential=…,SignedHeaders=…,Signature=…`);
  }
  const bodyHash = sha256Hex(request.body);
  if ((request.headers['x-acs-content-sha256'] ?? bodyHash) !== bodyHash) {
    throw incompleteSignature('x-acs-content-sha256 is not the SHA-256 of the body that arrived');
  }
  const stringToSign = `${ALGORITHM}\n${sha256Hex(canonicalRequest(request, query, signedHeaders, bodyHash))}`;
  return {
    accessKeyId,
    time: request.headers['x-acs-date'],
    stringToSign,
    matches: (secret) => sameText(hmac('sha256', secret, stringToSign, 'hex'), signature),
  };
}

/** The text whose hash is signed; the signed headers as the client lists them. */
export function canonicalRequest(
  request: WireRequest,
  query: ReadonlyMap<string, string>,
  signedHeaders: string,
  bodyHash: string,
): string {
  const canonicalQuery = [...query]
    .sort(([left], [right]) => byCodePoint(left, right))
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const headers = signedHeaders.split(';').map((name) => `${name}:${(request.headers[name] ?? '').trim()}\n`).join('');
  return [request.method, request.path, canonicalQuery, headers, signedHeaders, bodyHash].join('\n');
}
