import { characterTypes } from '@dragoman/huawei-platform';

/** Why a string is easily guessed. */
export type Weakness =
  'TOO_SHORT' | 'FEW_CHARACTER_TYPES' | 'REPEATED_CHARACTERS' | 'SEQUENTIAL_CHARACTERS' | 'COMMON_PASSWORD';

/** What a string is worth as a secret. */
export interface Strength {
  readonly strength: 'WEAK' | 'MEDIUM' | 'STRONG';
  readonly weaknesses: readonly Weakness[];
}

const SHORTEST = 8;
const LONG = 16;
/** What most leaked passwords are made of. */
const COMMON = /pass(w(or)?d)?|p@ss|admin|root|qwerty|welcome|letmein|changeme|default|secret|huawei|abc123|iloveyou/i;
const REPEATED = /(.)\1{2}/;

/** Judges a string; nothing of it is in the answer. */
export function strengthOf(text: string): Strength {
  const found: readonly (readonly [Weakness, boolean])[] = [
    ['TOO_SHORT', text.length < SHORTEST],
    ['FEW_CHARACTER_TYPES', characterTypes(text) < 3 && text.length < 2 * LONG],
    ['REPEATED_CHARACTERS', REPEATED.test(text)],
    ['SEQUENTIAL_CHARACTERS', hasSequence(text)],
    ['COMMON_PASSWORD', text.length < LONG && COMMON.test(text)],
  ];
  const weaknesses = found.filter(([, is]) => is).map(([weakness]) => weakness);
  if (text.length < SHORTEST || weaknesses.includes('COMMON_PASSWORD') || weaknesses.length > 1)
    return { strength: 'WEAK', weaknesses };
  return { strength: weaknesses.length === 0 && text.length >= LONG ? 'STRONG' : 'MEDIUM', weaknesses };
}

/** Four characters in a row that follow one another, up or down. */
function hasSequence(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  return codes.some(
    (code, at) => at >= 3 && [1, -1].some((step) => [1, 2, 3].every((back) => codes[at - back] === code - back * step)),
  );
}
