import { type JsonWebKey, type KeyObject, createPublicKey, verify } from 'node:crypto';

/**
 * The signing algorithms of JSON web tokens that a provider may use: those of OpenID Connect that have a public key.
 */
const ALGORITHMS: ReadonlyMap<string, { readonly digest: string; readonly keyType: 'rsa' | 'ec' }> = new Map([
  ['RS256', { digest: 'sha256', keyType: 'rsa' }],
  ['RS384', { digest: 'sha384', keyType: 'rsa' }],
  ['RS512', { digest: 'sha512', keyType: 'rsa' }],
  ['ES256', { digest: 'sha256', keyType: 'ec' }],
  ['ES384', { digest: 'sha384', keyType: 'ec' }],
  ['ES512', { digest: 'sha512', keyType: 'ec' }],
]);

export function isKnownAlgorithm(name: string): boolean {
  return ALGORITHMS.has(name);
}

/** A public key of a provider. @throws Error when it is none */
export function keyFromJwk(jwk: Readonly<Record<string, unknown>>): KeyObject {
  return createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
}

/** A token's signature, with what its header says of it. */
interface Signed {
  readonly algorithm: string;
  /** Which key made it; absent where the header does not say. */
  readonly keyId: string | undefined;
  readonly text: string;
  readonly signature: string;
}

/** Whether one of the keys made the signature: the one that the token names, any where it names none. */
export function isSignedBy(
  jwks: readonly Readonly<Record<string, unknown>>[],
  { algorithm, keyId, text, signature }: Signed,
): boolean {
  const scheme = ALGORITHMS.get(algorithm);
  if (scheme === undefined) return false;
  return jwks
    .filter(({ kid }) => keyId === undefined || kid === undefined || kid === keyId)
    .map(keyFromJwk)
    .some((key) => {
      if (key.asymmetricKeyType !== scheme.keyType) return false;
      return verify(
        scheme.digest,
        Buffer.from(text),
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
    });
}
