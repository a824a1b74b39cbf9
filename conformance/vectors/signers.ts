/** Official signers in each language, and how what they make is compared with the vectors. */
import { isDeepStrictEqual } from 'node:util';

import type { SignatureTest } from './data.ts';
import { signByNode } from './node-signers.ts';
import { lines, runGo, runJava, runPython } from './programs.ts';

/** What an official client made of a test: one of these, or why it made nothing. */
export interface Made {
  readonly family: string;
  readonly tcId: number;
  readonly client?: string;
  /** The whole header. */
  readonly authorization?: string;
  readonly signature?: string;
  /** Where the client has no signer of the algorithm and makes the same text for another. */
  readonly stringToSign?: string;
  /** Whether it takes the vector's own signature, where no two signatures are the same. */
  readonly verified?: boolean;
  readonly cannot?: string;
  readonly failure?: string;
}

/** Signers by language; each throws where its toolchain is missing. */
export const LANGUAGES: Readonly<Record<string, () => Promise<readonly Made[]>>> = {
  Python: async () => lines<Made>(await runPython('sign.py')),
  Go: async () => lines<Made>(await runGo('sign')),
  Java: async () => lines<Made>(await runJava('Sign')),
  Node: async () => signByNode(),
};

/** How what a client made compares with a vector. */
export type Comparison = 'same' | 'text' | 'verified' | 'differs' | 'cannot';

/** Compares with a vector. */
export function compare(made: Made, test: SignatureTest): Comparison {
  if (made.cannot !== undefined) return 'cannot';
  if (made.failure !== undefined) return 'differs';
  if (made.verified !== undefined) return made.verified ? 'verified' : 'differs';
  if (made.stringToSign !== undefined) return made.stringToSign === test.stringToSign ? 'text' : 'differs';
  if (made.signature !== undefined) return made.signature === test.signature ? 'same' : 'differs';
  const expected = authorizationOf(test);
  if (made.authorization === expected) return 'same';
  return isSameJson(made.authorization ?? '', expected) ? 'text' : 'differs';
}

/** The header with the signature, as the vector has it. */
export function authorizationOf({ request }: SignatureTest): string {
  return request.headers.find(([name]) => /^(X-Bkapi-)?Authorization$/.test(name))?.[1] ?? '';
}

/** Credentials that are not signed may be written in several ways. */
function isSameJson(left: string, right: string): boolean {
  if (!left.startsWith('{') || !right.trimStart().startsWith('{')) return false;
  return isDeepStrictEqual(JSON.parse(left), JSON.parse(right));
}
