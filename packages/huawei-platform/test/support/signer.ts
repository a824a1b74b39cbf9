import { createHash, createHmac } from 'node:crypto';

/** An access key as the tests sign with it. */
export interface Keys {
  readonly ak: string;
  readonly sk: string;
}

/** A request as the tests send it. */
export interface Draft {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Signs as an official SDK does, written apart from the door's own reading of the scheme. Paths and queries of tests
 * that use it need no encoding. `hashOf` is what is hashed in place of the body.
 */
export function sign(
  draft: Draft,
  keys: Keys,
  names: readonly string[],
  hashOf: string = draft.body ?? '',
): Record<string, string> {
  const date = draft.headers['x-sdk-date'] ?? '';
  const query = (draft.query ?? '')
    .split('&')
    .filter((part) => part !== '')
    .toSorted()
    .map((part) => (part.includes('=') ? part : `${part}=`));
  const sorted = names.toSorted();
  const lines = sorted.map((name) => `${name}:${draft.headers[name] ?? ''}\n`).join('');
  // A URN's colons are sent as they are and signed encoded.
  const encoded = draft.path.replaceAll(':', '%3A');
  const path = encoded.endsWith('/') ? encoded : `${encoded}/`;
  const bodyHash = hashOf === 'UNSIGNED-PAYLOAD' ? hashOf : sha(hashOf);
  const canonical = [draft.method, path, query.join('&'), lines, sorted.join(';'), bodyHash].join('\n');
  const signature = createHmac('sha256', keys.sk)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha(canonical)}`)
    .digest('hex');
  return {
    ...draft.headers,
    authorization: `SDK-HMAC-SHA256 Access=${keys.ak}, SignedHeaders=${sorted.join(';')}, Signature=${signature}`,
  };
}
