/** The kinds of characters that a password is made of. */
export type CharacterClass = 'lowercase' | 'uppercase' | 'digits' | 'punctuation' | 'space';

/** Every character of each class; punctuation is the printable ASCII that is neither letter nor digit. */
export const CHARACTERS = {
  lowercase: 'abcdefghijklmnopqrstuvwxyz',
  uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
  space: ' ',
} as const satisfies Record<CharacterClass, string>;

/** What a password must look like. */
export interface PasswordRules {
  readonly length: number;
  readonly classes: readonly CharacterClass[];
  /** Characters, of any class, that it may not have. */
  readonly exclude: string;
  /** Whether it must have a character of every class; a class that `exclude` empties is left out of account. */
  readonly requireEachClass: boolean;
}

/** Gives so many random bytes. */
export type RandomBytes = (length: number) => Uint8Array;

/**
 * A password, every one that fits the rules as likely as any other.
 * @returns `null` where no password fits: no character is left, or fewer places than classes that it must have
 */
export function generatePassword(rules: PasswordRules, random: RandomBytes): string | null {
  const classes = [...new Set(rules.classes)].map((name) =>
    Array.from(CHARACTERS[name]).filter((character) => !rules.exclude.includes(character)),
  );
  const filled = classes.filter((characters) => characters.length > 0);
  const alphabet = filled.flat();
  const required = rules.requireEachClass ? filled : [];
  if (alphabet.length === 0 || required.length > rules.length) return null;
  // Drawing again until all classes are there is the one way that prefers no password.
  for (;;) {
    const password = draw(alphabet, rules.length, random);
    if (required.every((characters) => characters.some((character) => password.includes(character)))) return password;
  }
}

function draw(alphabet: readonly string[], length: number, random: RandomBytes): string {
  // Bytes from here on would make the first characters likelier than the others.
  const bound = 256 - (256 % alphabet.length);
  let drawn = '';
  while (drawn.length < length) {
    for (const byte of random(length - drawn.length)) {
      if (byte < bound) drawn += alphabet[byte % alphabet.length] ?? '';
    }
  }
  return drawn;
}
