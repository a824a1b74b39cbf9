import { getHashes, hash } from 'node:crypto';

import { sameText } from '@dragoman/core';
import {
  type RequestHead,
  type WireRequest,
  headerNamed,
  hmac,
  percentEncode,
  sortedNames,
} from '@dragoman/protocol-kit';

import { incompleteSignature } from '../errors/kms-errors.ts';
import { REQUEST_HELP } from '../messages/requests.ts';
import type { SignedRequest } from './signed-request.ts';

interface Algorithm {
  readonly hash: 'sha256' | 'sm3';
  /** The header that carries the hash of the body. */
  readonly bodyHash: string;
  /** Of no body, as most requests have it. */
  readonly emptyHash: string;
}

/** SM3 is there where the OpenSSL that Node was built with has it. */
const ALGORITHMS: ReadonlyMap<string, Algorithm> = new Map(
  (['sha256', 'sm3'] as const)
    .filter((name) => name === 'sha256' || getHashes().includes(name))
    .map((name): [string, Algorithm] => [
      `ACS3-HMAC-${name.toUpperCase()}`,
      { hash: name, bodyHash: `x-acs-content-${name}`, emptyHash: hash(name, '') },
    ]),
);

const AUTHORIZATION = /^(ACS3-[A-Z0-9-]+) +Credential=([^,]+), *SignedHeaders=([^,\s]+), *Signature=([^,\s]+)$/;

/**
 * An `Authorization` header of this scheme, taken apart; `null` for one that cannot be read. One that names a signed
 * header twice cannot: each that is named adds its value to the canonical text, and no signer names one twice.
 */
export function parseAcs3(request: RequestHead) {
  const [, name = '', accessKeyId, signedHeaders, signature] =
    AUTHORIZATION.exec(request.headers['authorization'] ?? '') ?? [];
  const algorithm = ALGORITHMS.get(name);
  if (algorithm === undefined || accessKeyId === undefined || signedHeaders === undefined || signature === undefined)
    return null;
  if (hasOneTwice(signedHeaders.split(';'))) return null;
  return { name, algorithm, accessKeyId, signedHeaders, signature };
}

/** How many names are compared with one another, which for a few is quicker than a set of them. */
const FEW = 16;

function hasOneTwice(names: readonly string[]): boolean {
  if (names.length > FEW) return new Set(names).size < names.length;
  return names.some((name, at) => names.indexOf(name) < at);
}

/**
 * Reads an ACS3 signature. Which headers it covers is the client's to say (SignedHeaders); the body is
 * always covered, by its hash. `host` is compared with its port, as clients of a custom endpoint sign it.
 * @throws VendorError IncompleteSignature
 */
export function readAcs3(request: WireRequest, query: ReadonlyMap<string, string>): SignedRequest {
  const parsed = parseAcs3(request);
  if (parsed === null) {
    throw incompleteSignature(REQUEST_HELP.authorizationForm({ value: [...ALGORITHMS.keys()].join(' or ') }));
  }
  const { name, algorithm, accessKeyId, signedHeaders, signature } = parsed;
  const bodyHash = request.body.length === 0 ? algorithm.emptyHash : hash(algorithm.hash, request.body);
  if ((request.headers[algorithm.bodyHash] ?? bodyHash) !== bodyHash) {
    throw incompleteSignature(REQUEST_HELP.otherBodyHash({ bodyHash: algorithm.bodyHash }));
  }
  const canonical = canonicalRequest(request, query, signedHeaders, bodyHash);
  const stringToSign = `${name}\n${hash(algorithm.hash, canonical)}`;
  return {
    accessKeyId,
    time: request.headers['x-acs-date'],
    securityToken: request.headers['x-acs-security-token'],
    nonce: request.headers['x-acs-signature-nonce'],
    stringToSign,
    canonicalRequest: canonical,
    by: 'secret-key',
    matches: (secret) => sameText(hmac(algorithm.hash, secret, stringToSign, 'hex'), signature),
  };
}

/** The text whose hash is signed; the signed headers as the client lists them. */
export function canonicalRequest(
  request: WireRequest,
  query: ReadonlyMap<string, string>,
  signedHeaders: string,
  bodyHash: string,
): string {
  let canonicalQuery = '';
  for (const name of sortedNames(query)) {
    if (canonicalQuery !== '') canonicalQuery += '&';
    canonicalQuery += `${percentEncode(name)}=${percentEncode(query.get(name) ?? '')}`;
  }
  let headers = '';
  for (const name of signedHeaders.split(';')) headers += `${name}:${headerNamed(request, name)}\n`;
  return `${request.method}\n${request.path}\n${canonicalQuery}\n${headers}\n${signedHeaders}\n${bodyHash}`;
}
