import type { SignatureMistake, SigningInput } from './search.ts';

/** What clients do to the secret key, the likeliest first. @param keyId the other half of the key */
export function keyMistakes<Read extends SigningInput>(keyId: string): SignatureMistake<Read>[] {
  return [
    ofKey(
      'key-ampersand',
      'the key has an & behind it',
      'append no & to the secret key: a scheme of another vendor does',
      (key) => (key.endsWith('&') ? null : `${key}&`),
    ),
    ofKey('key-no-ampersand', 'the key has no & behind it', 'append & to the secret key', (key) =>
      key.endsWith('&') ? key.slice(0, -1) : null,
    ),
    ofSecret(
      'key-line-end',
      'the secret key ends in a line break',
      'take the line break off the secret key: files and shells leave one',
      (secret) => `${secret}\n`,
    ),
    ofSecret(
      'key-blank',
      'the secret key ends in a blank',
      'take the blanks off the secret key',
      (secret) => `${secret} `,
    ),
    ofSecret(
      'key-quoted',
      'the secret key stands in quotes',
      'take the quotes off the secret key',
      (secret) => `"${secret}"`,
    ),
    ofSecret(
      'key-is-id',
      'the key id is used as the secret key',
      'sign with the secret key, not with its id',
      () => keyId,
    ),
  ];
}

/** The other digest. */
export function digestMistakes<Read extends SigningInput>(): SignatureMistake<Read>[] {
  return (['sha1', 'sha256'] as const).map((digest) => ({
    kind: 'digest',
    mistake: `hmac-${digest}`,
    when: `it is made with HMAC-${digest.toUpperCase()}`,
    remedy: 'sign with the algorithm that the request names',
    make: (right) => (right.digest === digest ? null : { ...right, digest }),
  }));
}

/** Whoever puts the secret key in the place of its id, and signs with the id. */
export const SWAPPED_KEYS = {
  mistake: 'swapped-keys',
  when: 'the key id and the secret key are swapped',
  remedy: 'swap the key id and the secret key in the client',
} as const;

function ofSecret<Read extends SigningInput>(
  mistake: string,
  when: string,
  remedy: string,
  change: (secret: string) => string,
): SignatureMistake<Read> {
  return {
    kind: 'key',
    mistake,
    when,
    remedy,
    make: (right) => ({ ...right, keyOf: (secret) => right.keyOf(change(secret)) }),
  };
}

function ofKey<Read extends SigningInput>(
  mistake: string,
  when: string,
  remedy: string,
  change: (key: string) => string | null,
): SignatureMistake<Read> {
  return {
    kind: 'key',
    mistake,
    when,
    remedy,
    make: (right) => {
      const key = right.keyOf(right.secret);
      const changed = typeof key === 'string' ? change(key) : null;
      return changed === null ? null : { ...right, keyOf: () => changed };
    },
  };
}
