import { type KeyObject, verify } from 'node:crypto';

import { parseBoundedJson } from '@dragoman/protocol-kit';

const DIGESTS: ReadonlyMap<unknown, string> = new Map([
  ['RS256', 'sha256'],
  ['RS384', 'sha384'],
  ['RS512', 'sha512'],
]);

type Claims = Readonly<Record<string, unknown>>;

/**
 * The claims of a JSON web token that is signed with the key, not expired and not too early; else `null`.
 * @param key `null` takes any signature
 * @param times what the clock of the token's maker may read, Unix milliseconds
 */
export function openJwt(token: string, key: KeyObject | null, times: readonly number[]): Claims | null {
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  const algorithm = DIGESTS.get(jsonPart(header)?.['alg']);
  const claims = jsonPart(payload);
  if (claims === null || more.length > 0) return null;
  if (key !== null && (algorithm === undefined || !isSigned(algorithm, `${header}.${payload}`, key, signature)))
    return null;
  const { exp, nbf } = claims;
  const holds = times.some(
    (now) => typeof exp === 'number' && exp * 1000 > now && (typeof nbf !== 'number' || nbf * 1000 <= now),
  );
  return holds ? claims : null;
}

function isSigned(algorithm: string, text: string, key: KeyObject, signature: string): boolean {
  return verify(algorithm, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
}

function jsonPart(part: string): Claims | null {
  try {
    const parsed: unknown = parseBoundedJson(Buffer.from(part, 'base64url').toString());
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : null;
  } catch {
    return null;
  }
}
