import type { Message } from '@dragoman/messages';

import { firstDifference } from './difference.ts';
import type { Explanation, Correction, SignedTexts } from './explanation.ts';
import { EXPLAIN } from './messages.ts';
import { type SigningInput, type Search, searchMistakes } from './search.ts';
import { SWAPPED_KEYS } from './key-corrections.ts';

/** What the explanation of a signature says beside what the search finds. */
export interface Signed<Read extends SigningInput> extends Search<Read> {
  /** Whether the door takes it, in whatever reading. */
  readonly isRight: boolean;
  readonly scheme: string;
  readonly keyId: string;
  readonly identity: string;
  /** What is signed in a reading, masked. */
  readonly textsOf: (reading: Read) => SignedTexts;
  /** What is wrong beside the signature, such as its time. */
  readonly beside: readonly Correction[];
}

/** Explains a signature by somebody who is known. */
export function explainSignature<Read extends SigningInput>(signed: Signed<Read>): Explanation {
  const server = signed.textsOf(signed.right);
  const { found, tried } = signed.isRight
    ? { found: { reading: signed.right, mistakes: [] }, tried: 0 }
    : searchMistakes(signed);
  const client = found === null ? null : signed.textsOf(found.reading);
  const rightIf = [...(found?.mistakes ?? []), ...signed.beside];
  return {
    about: 'signature',
    verdict: verdictOn(found !== null, rightIf),
    remedies:
      found === null
        ? [EXPLAIN.checkSecretKey, EXPLAIN.checkTransport, ...signed.beside.map(({ remedy }) => remedy)]
        : rightIf.map(({ remedy }) => remedy),
    signature: {
      scheme: signed.scheme,
      keyId: signed.keyId,
      identity: signed.identity,
      server,
      client,
      difference: client === null ? null : differenceOf(server, client),
      rightIf,
      tried,
    },
    nearest: [],
  };
}

/**
 * A signature whose key id is nobody's: who it is for is not known, but that it is a secret key shows. @param swapped
 * whose it is
 */
export function explainUnknownKey(
  scheme: string,
  server: SignedTexts,
  swapped: { readonly identityId: string } | null,
  remedy: Message,
): Explanation {
  const rightIf = swapped === null ? [] : [SWAPPED_KEYS];
  return {
    about: 'signature',
    verdict: swapped === null ? EXPLAIN.unknownKeyId : EXPLAIN.keyInPlaceOfId({ identityId: swapped.identityId }),
    remedies: swapped === null ? [remedy] : [SWAPPED_KEYS.remedy],
    signature: {
      scheme,
      keyId: null,
      identity: swapped?.identityId ?? null,
      server,
      client: null,
      difference: null,
      rightIf,
      tried: 0,
    },
    nearest: [],
  };
}

/**
 * A mistake of the clock's, where the stated time is too far away; `null` where it is near. @param windowMs how far it
 * may be
 */
export function clockMistake(stated: number, now: number, windowMs: number): Correction | null {
  const apart = stated - now;
  if (Math.abs(apart) <= windowMs) return null;
  const minutes = Math.round(Math.abs(apart) / 6_000) / 10;
  return {
    mistake: 'clock',
    when: apart > 0 ? EXPLAIN.clockAhead({ minutes }) : EXPLAIN.clockBehind({ minutes }),
    remedy: EXPLAIN.setClock({ time: new Date(now).toISOString() }),
  };
}

function verdictOn(isExplained: boolean, rightIf: readonly Correction[]): Message {
  if (!isExplained) return EXPLAIN.notByThisKey;
  if (rightIf.length === 0) return EXPLAIN.right;
  const when = rightIf.map((correction) => correction.when).reduce((before, next) => EXPLAIN.whenAnd({ before, next }));
  return EXPLAIN.rightIf({ when });
}

function differenceOf(server: SignedTexts, client: SignedTexts): ReturnType<typeof firstDifference> {
  const canonical = firstDifference(server.canonicalRequest ?? '', client.canonicalRequest ?? '');
  return canonical ?? firstDifference(server.stringToSign, client.stringToSign);
}
