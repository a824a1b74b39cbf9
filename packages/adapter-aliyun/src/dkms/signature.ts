import { type KeyObject, verify } from 'node:crypto';

import { sameText } from '@dragoman/core';
import { type WireRequest, byCodePoint, sha256Hex } from '@dragoman/protocol-kit';

/**
 * What a client key signs: method, content-sha256, content-type and date, each on a line of its own (empty where the
 * header is absent), the `x-kms-` headers in ascending order, and the resource, which is always `/`. As the SDKs for
 * Go, Java and Python sign it; the vendor's page "Request signatures" has one more line break before the resource,
 * which none of them writes.
 */
export function stringToSign({ method, headers }: Pick<WireRequest, 'method' | 'headers'>): string {
  const lines = ['content-sha256', 'content-type', 'date'].map((name) => headers[name] ?? '');
  const kmsHeaders = Object.keys(headers)
    .filter((name) => name.startsWith('x-kms-'))
    .sort(byCodePoint)
    .map((name) => `${name}:${(headers[name] ?? '').trim()}\n`);
  return `${[method, ...lines].join('\n')}\n${kmsHeaders.join('')}/`;
}

/** The signature of an `Authorization` header; `null` where it has none. SDKs write Bearer, the vendor's page TOKEN. */
export function presentedSignature(authorization: string): string | null {
  return /^(?:Bearer|TOKEN) +([A-Za-z0-9+/]+={0,2})$/.exec(authorization)?.[1] ?? null;
}

/** Whether a signature was made with the private half of `publicKey`. @param signature in Base64 */
export function isSignedBy(publicKey: KeyObject, text: string, signature: string): boolean {
  return verify('RSA-SHA256', Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
}

/**
 * Whether `content-sha256` is the body's. A client of which the connection broke sends the hash of a body that it lost
 * (alibabacloud-dkms-gcs-sdk 0.5.2 for Java, chunked and empty).
 */
export function hasStatedBody({ headers, body }: Pick<WireRequest, 'headers' | 'body'>): boolean {
  return sameText(sha256Hex(body).toUpperCase(), (headers['content-sha256'] ?? '').toUpperCase());
}
