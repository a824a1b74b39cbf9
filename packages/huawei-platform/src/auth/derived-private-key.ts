import { hmacBytes, type Hashing } from './hashing.ts';

/** How a private key is derived from an access key, by scheme. */
export interface KeyDerivation {
  /** The scheme, which is the label of the derivation. */
  readonly algorithm: string;
  readonly hashing: Hashing;
  /** Of the base point of its curve. */
  readonly order: bigint;
}

const BLOCK = Buffer.from([0, 0, 0, 1]);
const KEY_BITS = Buffer.from([0, 0, 1, 0]);
/** SDKs give up after so many. */
const MAX_COUNTER = 0xff;

/**
 * The private key that an access key stands for: NIST SP 800-108 in counter mode, until it is in the range of the curve
 * (SDK cores). Hardly any access key needs a second round.
 */
export function derivedPrivateKey(derivation: KeyDerivation, accessKey: string, secretKey: string): bigint {
  const { algorithm, hashing, order } = derivation;
  for (let counter = 0; counter <= MAX_COUNTER; counter += 1) {
    const context = Buffer.concat([Buffer.from(accessKey), Buffer.of(counter)]);
    const input = Buffer.concat([BLOCK, Buffer.from(algorithm), Buffer.of(0), context, KEY_BITS]);
    const candidate = BigInt(`0x${hmacBytes(hashing, secretKey, input).toString('hex')}`);
    if (candidate <= order - 2n) return candidate + 1n;
  }
  throw new Error('no private key of the curve follows from the access key');
}
