import { createHmac } from 'node:crypto';

import type { Correction } from './explanation.ts';
import { EXPLAIN } from './messages.ts';

/** What is signed, and how, in one reading of the request. */
export interface SigningInput {
  readonly secret: string;
  /** The key that is made of the secret. */
  readonly keyOf: (secret: string) => string | Uint8Array;
  readonly digest: string;
}

/** A mistake that a client may make. */
export interface SignatureMistake<Read extends SigningInput> extends Correction {
  /** Two of one kind exclude each other. */
  readonly kind: string;
  /** The reading with the mistake in it; `null` where it cannot be made. */
  readonly make: (right: Read) => Read | null;
}

/** How the digest becomes the text that is sent. */
export type SignatureForm = 'hex' | 'base64';

/** The secret of somebody, to see whether they signed. */
export interface OtherSecret {
  readonly identityId: string;
  readonly secret: string;
}

export interface Search<Read extends SigningInput> {
  readonly right: Read;
  readonly mistakes: readonly SignatureMistake<Read>[];
  readonly others: readonly OtherSecret[];
  /** Of the request, which each reading reads anew: characters. */
  readonly length: number;
  /** What is signed. */
  readonly textOf: (reading: Read) => string;
  /** The signature as the request shows it. */
  readonly presented: string;
  readonly form: SignatureForm;
}

export interface Found<Read> {
  readonly reading: Read;
  /** Empty where the signature is right. */
  readonly mistakes: readonly Correction[];
}

/** How many signatures are made at most. */
export const MAX_TRIED = 200;
/** How many characters are read for signatures at most, all readings together: it takes some 100 ms at the longest. */
export const MAX_READ = 2_000_000;

/** Looks for the mistakes that make the signature right: one, then somebody else's secret, then two at once. */
export function searchMistakes<Read extends SigningInput>(
  search: Search<Read>,
): { readonly found: Found<Read> | null; readonly tried: number } {
  const tried = new Set<string>();
  let made = 0;
  for (const { reading, mistakes } of candidates(search)) {
    if (tried.size >= MAX_TRIED || made * search.length >= MAX_READ) break;
    made += 1;
    const text = search.textOf(reading);
    const key = reading.keyOf(reading.secret);
    const mark = JSON.stringify([reading.digest, Buffer.from(key).toString('base64'), text]);
    if (tried.has(mark)) continue;
    tried.add(mark);
    const form = formThatFits(createHmac(reading.digest, key).update(text).digest(), search);
    if (form !== null) return { found: { reading, mistakes: [...mistakes, ...form] }, tried: tried.size };
  }
  return { found: null, tried: tried.size };
}

function* candidates<Read extends SigningInput>({ right, mistakes, others }: Search<Read>): Generator<Found<Read>> {
  yield { reading: right, mistakes: [] };
  const single: { readonly reading: Read; readonly mistake: SignatureMistake<Read> }[] = [];
  for (const mistake of mistakes) {
    const reading = mistake.make(right);
    if (reading === null) continue;
    single.push({ reading, mistake });
    yield { reading, mistakes: [wordsOf(mistake)] };
  }
  for (const { identityId, secret } of others)
    yield { reading: { ...right, secret }, mistakes: [otherSecret(identityId)] };
  for (const [index, first] of single.entries()) {
    for (const { mistake: second } of single.slice(0, index)) {
      const reading = second.kind === first.mistake.kind ? null : second.make(first.reading);
      if (reading !== null) yield { reading, mistakes: [wordsOf(second), wordsOf(first.mistake)] };
    }
  }
}

function wordsOf({ mistake, when, remedy }: Correction): Correction {
  return { mistake, when, remedy };
}

function otherSecret(identityId: string): Correction {
  return {
    mistake: 'wrong-identity',
    when: EXPLAIN.otherIdentity({ identityId }),
    remedy: EXPLAIN.useOwnKey({ identityId }),
  };
}

/** What is wrong with the form of a signature that fits; `null` where it does not. */
function formThatFits(
  digest: Buffer,
  { presented, form }: Pick<Search<SigningInput>, 'presented' | 'form'>,
): readonly Correction[] | null {
  const right = digest.toString(form);
  if (presented === right) return [];
  const other = form === 'hex' ? 'base64' : 'hex';
  if (presented === digest.toString(other))
    return [
      {
        mistake: 'signature-form',
        when: EXPLAIN.otherForm({ form, other }),
        remedy: EXPLAIN.writeForm({ form }),
      },
    ];
  if (form === 'hex') {
    return presented.toLowerCase() === right
      ? [
          {
            mistake: 'signature-case',
            when: EXPLAIN.lowerCase,
            remedy: EXPLAIN.writeLowerCase,
          },
        ]
      : null;
  }
  if (
    presented.replaceAll(' ', '+') === right ||
    presented.replaceAll('%2B', '+').replaceAll('%2F', '/').replaceAll('%3D', '=') === right
  ) {
    const remedy = EXPLAIN.encodeSignature;
    return [{ mistake: 'signature-encoding', when: EXPLAIN.encodedOnce, remedy }];
  }
  return null;
}
