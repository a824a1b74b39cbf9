import { sameText } from '@dragoman/core';
import { type WireRequest, byCodePoint, decodePairs, hmac } from '@dragoman/protocol-kit';

/** Seconds for which a signature holds. */
const WINDOW = 300;

/** What is wrong with a signature's nonce or timestamp. */
export type SignatureProblem =
  'no-nonce' | 'nonce-illegal' | 'nonce-not-positive' | 'no-timestamp' | 'timestamp-illegal' | 'timestamp-expired';

/** The signature in the query, `bk_signature` or its old name; empty when there is none. */
export function signatureOf(request: WireRequest): string {
  const query = new Map(decodePairs(request.query));
  return [query.get('bk_signature'), query.get('signature')].find((given) => given !== undefined && given !== '') ?? '';
}

/** Checks nonce and timestamp, in this order. @param times what the signer's clock may read, Unix milliseconds */
export function signatureProblem(request: WireRequest, times: readonly number[]): SignatureProblem | null {
  const query = new Map(decodePairs(request.query));
  const nonce = query.get('bk_nonce') ?? '';
  if (nonce === '') return 'no-nonce';
  if (!isInteger(nonce)) return 'nonce-illegal';
  if (Number(nonce) <= 0) return 'nonce-not-positive';
  const timestamp = query.get('bk_timestamp') ?? '';
  if (timestamp === '') return 'no-timestamp';
  if (!isInteger(timestamp)) return 'timestamp-illegal';
  return Number(timestamp) < Math.floor(Math.min(...times) / 1000) - WINDOW ? 'timestamp-expired' : null;
}

/** Whether the request is signed with this app secret: HMAC-SHA1 in base64 over {@link canonicalText}. */
export function signatureFits(request: WireRequest, secret: string): boolean {
  return sameText(hmac('sha1', secret, canonicalText(request), 'base64'), signatureOf(request));
}

/**
 * What is signed: method, path, and the decoded query in the order of its names without the signature, to which a
 * POST adds its raw body under the name `data`.
 */
export function canonicalText(request: WireRequest): string {
  const parameters = new Map(decodePairs(request.query));
  // The platform takes the old name away only where the new one is absent; a client never sends both.
  parameters.delete(parameters.has('bk_signature') ? 'bk_signature' : 'signature');
  if (request.method === 'POST') parameters.set('data', request.body.toString());
  const pairs = [...parameters]
    .sort(([left], [right]) => byCodePoint(left, right))
    .map(([name, value]) => `${name}=${value}`);
  return `${request.method}${request.path}?${pairs.join('&')}`;
}

function isInteger(text: string): boolean {
  return /^\s*[+-]?\d+\s*$/.test(text);
}
