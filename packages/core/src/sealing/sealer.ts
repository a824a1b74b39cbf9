import type { CustomerKey } from '../model/key.ts';
import { KEY_BYTES, SEAL_OVERHEAD_BYTES, newKey, open, seal } from './aead.ts';

/** Which value is sealed; opening it anywhere else fails. */
export interface ValueContext {
  readonly vault: string;
  readonly secretId: string;
  readonly versionId: string;
}

const FORMAT = 1;
const WRAPPED_KEY_BYTES = KEY_BYTES + SEAL_OVERHEAD_BYTES;

/**
 * Seals everything that stores keep secret. A value is sealed by a data key of its own, that by the version's
 * customer key, that by the root key; vault, secret and version are bound as associated data.
 */
export class Sealer {
  readonly #rootKey: Uint8Array;

  /** @param rootKey 32 bytes */
  constructor(rootKey: Uint8Array) {
    if (rootKey.length !== KEY_BYTES) throw new RangeError(`the root key has ${rootKey.length} bytes, not ${KEY_BYTES}`);
    this.#rootKey = rootKey;
  }

  /** New material for the customer key, sealed. */
  newKeyMaterial(vault: string, keyId: string): Uint8Array {
    return seal(this.#rootKey, contextText('key', vault, keyId), newKey());
  }

  sealValue(key: CustomerKey, context: ValueContext, value: string): Uint8Array {
    const dataKey = newKey();
    const bound = contextText('value', context.vault, context.secretId, context.versionId);
    const wrapped = seal(this.#material(key), bound, dataKey);
    return Buffer.concat([Buffer.of(FORMAT), wrapped, seal(dataKey, bound, Buffer.from(value))]);
  }

  /** @throws Error when the bytes were not sealed by this key for this very version */
  openValue(key: CustomerKey, context: ValueContext, sealed: Uint8Array): string {
    if (sealed[0] !== FORMAT) throw new Error(`sealed value has unknown format ${String(sealed[0])}`);
    const bound = contextText('value', context.vault, context.secretId, context.versionId);
    const dataKey = open(this.#material(key), bound, sealed.subarray(1, 1 + WRAPPED_KEY_BYTES));
    return open(dataKey, bound, sealed.subarray(1 + WRAPPED_KEY_BYTES)).toString();
  }

  /** Seals what an identity proves itself with. */
  sealProof(kind: string, lookup: string, secret: string): Uint8Array {
    return seal(this.#rootKey, contextText('proof', kind, lookup), Buffer.from(secret));
  }

  openProof(kind: string, lookup: string, sealed: Uint8Array): string {
    return open(this.#rootKey, contextText('proof', kind, lookup), sealed).toString();
  }

  /**
   * Seals a text that a resource keeps in its body, in Base64.
   * @param context says what the text is and where it stands; it must be given again to open
   */
  sealText(context: readonly string[], text: string): string {
    return seal(this.#rootKey, contextText('text', ...context), Buffer.from(text)).toString('base64');
  }

  /** @throws Error when it was not sealed with this context, or a byte of it is another */
  openText(context: readonly string[], sealed: string): string {
    return open(this.#rootKey, contextText('text', ...context), Buffer.from(sealed, 'base64')).toString();
  }

  #material(key: CustomerKey): Buffer {
    return open(this.#rootKey, contextText('key', key.vault, key.id), key.sealedMaterial);
  }
}

/** Parts joined so that no two different lists give the same text. */
function contextText(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
