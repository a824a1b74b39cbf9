import type { Message } from '@dragoman/messages';

import { EXPLAIN } from './messages.ts';
import type { SignatureMistake, SigningInput } from './search.ts';

/** What clients do to the secret key, the likeliest first. @param keyId the other half of the key */
export function keyMistakes<Read extends SigningInput>(keyId: string): SignatureMistake<Read>[] {
  return [
    ofKey('key-ampersand', EXPLAIN.keyAmpersand, EXPLAIN.noAmpersand, (key) => (key.endsWith('&') ? null : `${key}&`)),
    ofKey('key-no-ampersand', EXPLAIN.keyWithoutAmpersand, EXPLAIN.appendAmpersand, (key) =>
      key.endsWith('&') ? key.slice(0, -1) : null,
    ),
    ofSecret('key-line-end', EXPLAIN.keyLineEnd, EXPLAIN.trimLineEnd, (secret) => `${secret}\n`),
    ofSecret('key-blank', EXPLAIN.keyBlank, EXPLAIN.trimBlanks, (secret) => `${secret} `),
    ofSecret('key-quoted', EXPLAIN.keyQuoted, EXPLAIN.trimQuotes, (secret) => `"${secret}"`),
    ofSecret('key-is-id', EXPLAIN.idAsKey, EXPLAIN.signWithKey, () => keyId),
  ];
}

/** The other digest. */
export function digestMistakes<Read extends SigningInput>(): SignatureMistake<Read>[] {
  return (['sha1', 'sha256'] as const).map((digest) => ({
    kind: 'digest',
    mistake: `hmac-${digest}`,
    when: EXPLAIN.otherDigest({ digest: digest.toUpperCase() }),
    remedy: EXPLAIN.signAsNamed,
    make: (right) => (right.digest === digest ? null : { ...right, digest }),
  }));
}

/** Whoever puts the secret key in the place of its id, and signs with the id. */
export const SWAPPED_KEYS = {
  mistake: 'swapped-keys',
  when: EXPLAIN.keysSwapped,
  remedy: EXPLAIN.swapKeys,
} as const;

function ofSecret<Read extends SigningInput>(
  mistake: string,
  when: Message,
  remedy: Message,
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
  when: Message,
  remedy: Message,
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
