import type { DecidedCheck, Json } from '@dragoman/core';
import { type Message, verbatim } from '@dragoman/messages';

import { EXPLAIN } from './messages.ts';

/**
 * Why a request was rejected, for whoever runs the gateway. Holds no secret: neither a key, nor the right signature,
 * nor a value that may be one.
 */
export interface Explanation {
  /**
   * What the request fails by: its signature, another proof of who sends it, where it leads, what its sender may do, or
   * a rule of the vendor's.
   */
  readonly about: 'signature' | 'credential' | 'route' | 'permission' | 'rule';
  /** What is wrong, in one sentence. */
  readonly verdict: Message;
  /** What would help, the likeliest first. */
  readonly remedies: readonly Message[];
  readonly signature: SignatureExplanation | null;
  /** Operations that an unknown route may have meant, the nearest first. */
  readonly nearest: readonly NearOperation[];
  /** What its sender may not do; absent where that is not why. */
  readonly permission?: PermissionExplanation;
}

/** A signature that does not fit, from both sides. */
export interface SignatureExplanation {
  /** As the request names it. */
  readonly scheme: string;
  /**
   * The key id or app code that it is made for; `null` where nobody here has it, as it may be a secret put in the wrong
   * place.
   */
  readonly keyId: string | null;
  /** Whose that is. */
  readonly identity: string | null;
  readonly server: SignedTexts;
  /** As far as it is known: where a mistake explains the signature. */
  readonly client: SignedTexts | null;
  /** The first place in which both differ. */
  readonly difference: Difference | null;
  /** What makes the signature right, all of it together; empty where nothing that was tried does. */
  readonly rightIf: readonly Correction[];
  /** How many signatures were tried. */
  readonly tried: number;
}

/** What one side signs, with every value masked that may be a secret. */
export interface SignedTexts {
  /** `null` where the scheme signs the text itself. */
  readonly canonicalRequest: string | null;
  readonly stringToSign: string;
}

export interface Difference {
  /** The line, from 1, and the character in it. */
  readonly line: number;
  readonly column: number;
  readonly server: string;
  readonly client: string;
}

/** One mistake of a client's. */
export interface Correction {
  /** A word for it. */
  readonly mistake: string;
  /** Completes "the signature is right if …". */
  readonly when: Message;
  /** What the client should do. */
  readonly remedy: Message;
}

/** An operation that is served, and in what a request differs from it. */
export interface NearOperation {
  readonly operation: string;
  /** How it is called. */
  readonly call: string;
  readonly differs: readonly Message[];
  /** 0 is the same. */
  readonly distance: number;
}

/** What was asked of a request's permissions, and what would have been enough. */
export interface PermissionExplanation {
  /** In order; the last is the one that failed. */
  readonly checks: readonly DecidedCheck[];
  /** The least that would allow what failed, in the vendor's own grammar; `null` where a Deny has to go. */
  readonly least: Json;
}

/** A rejection as it was given: in the vendor's words, and what would help in ours. */
export interface GivenRejection {
  readonly summary: string;
  readonly help: Message | null;
}

/** An explanation without more than words. */
export function inWords(about: Explanation['about'], verdict: Message, remedies: readonly Message[]): Explanation {
  return { about, verdict, remedies, signature: null, nearest: [] };
}

/** What the rejection itself says, where neither route nor proof is wrong. */
export function ofRule(rejection: GivenRejection | null): Explanation {
  if (rejection === null) return inWords('rule', EXPLAIN.letInNow, [EXPLAIN.sendAgain]);
  return inWords('rule', verbatim(rejection.summary), rejection.help === null ? [] : [rejection.help]);
}
