import type { WireRequest } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import type { SignedWith } from './authorization.ts';
import { hasFittingReading, shownCanonicalRequest } from './canonical.ts';
import { type Hashing, digestHex } from './hashing.ts';
import { type Verdict, rejection } from './verdict.ts';

/**
 * Tries the signature on every reading of the request; a rejection shows the documented one, as API Gateway does.
 * @param fits whether the signature is of a canonical request with this hash
 */
export function verifyCanonical(
  request: WireRequest,
  signed: SignedWith,
  hashing: Hashing,
  fits: (canonicalHash: string) => boolean,
): Verdict {
  if (hasFittingReading(request, signed.signedHeaders, hashing, (text) => fits(digestHex(hashing, text))))
    return { fits: true };
  const presented = shownCanonicalRequest(request, signed.signedHeaders, hashing);
  return rejection(`verify aksk signature fail, canonicalRequest:${presented}`, HELP.compareCanonical);
}
