import { type KeyObject, createHmac, createSecretKey, hkdfSync } from 'node:crypto';

import { type CustomerKey, type KeyVersion, keyVersionAt, primaryVersion } from '../model/key.ts';
import { KEY_BYTES, SEAL_OVERHEAD_BYTES, newKey, open, seal } from './aead.ts';

/** Which value is sealed; opening it anywhere else fails. */
export interface ValueContext {
  readonly vault: string;
  readonly secretId: string;
  readonly versionId: string;
}

/** Sealed by the first version of a key, when keys had no others. */
const FORMAT_FIRST = 1;
/** The ordinal of the key version follows, in four bytes. */
const FORMAT_VERSIONED = 2;
const ORDINAL_BYTES = 4;
const WRAPPED_KEY_BYTES = KEY_BYTES + SEAL_OVERHEAD_BYTES;

/** Where material belongs: which key, and which of its versions. */
export type MaterialRef = Pick<CustomerKey, 'vault' | 'id'> & Pick<KeyVersion, 'ordinal'>;

/**
 * Seals everything that stores keep secret. A value is sealed by a data key of its own, that by a version of a
 * customer key, that by the root key; vault, secret and version are bound as associated data.
 */
export class Sealer {
  readonly #rootKey: Uint8Array;
  /**
   * What was opened, for as long as a store remembers the row, which is sealed by a key that stands in the same memory.
   */
  readonly #wrappingKeys = new OpenedOnce<KeyVersion, KeyObject>();
  readonly #values = new WeakMap<Uint8Array, OpenedValue>();
  readonly #accessCredentials = new WeakMap<Uint8Array, OpenedCredential>();
  #listener: (text: string) => void = () => undefined;

  /** @param rootKey 32 bytes */
  constructor(rootKey: Uint8Array) {
    if (rootKey.length !== KEY_BYTES)
      throw new RangeError(`the root key has ${rootKey.length} bytes, not ${KEY_BYTES}`);
    this.#rootKey = rootKey;
  }

  /**
   * Tells every text that is sealed, and every one that is opened where it was not remembered: for who must know
   * secrets by value, to hide them.
   */
  onText(listener: (text: string) => void): void {
    this.#listener = listener;
  }

  /** Seals the material of a key version, in hexadecimal. */
  sealMaterial(ref: MaterialRef, material: Uint8Array): string {
    return seal(this.#rootKey, materialContext(ref), material).toString('hex');
  }

  /** @throws Error when the version has no material, or it was not sealed for this very place */
  openMaterial(key: CustomerKey, version: KeyVersion): Buffer {
    if (version.sealedMaterial === null) throw new Error(`key ${key.id} has no material`);
    return open(
      this.#rootKey,
      materialContext({ vault: key.vault, id: key.id, ordinal: version.ordinal }),
      Buffer.from(version.sealedMaterial, 'hex'),
    );
  }

  /** What tells the material of a key from any other without telling what it is; of no use without the root key. */
  fingerprint(ref: Pick<MaterialRef, 'vault' | 'id'>, material: Uint8Array): string {
    const context = contextText('fingerprint', ref.vault, ref.id);
    return createHmac('sha256', this.#rootKey).update(context).update(material).digest('hex');
  }

  /** Seals a value by the primary version of the key, which must be a symmetric one. */
  sealValue(key: CustomerKey, context: ValueContext, value: string): Uint8Array {
    this.#listener(value);
    const dataKey = newKey();
    const bound = valueContext(context);
    const version = primaryVersion(key);
    const head = Buffer.alloc(1 + ORDINAL_BYTES, FORMAT_VERSIONED);
    head.writeUInt32BE(version.ordinal, 1);
    return Buffer.concat([
      head,
      seal(this.#wrappingKey(key, version), bound, dataKey),
      seal(dataKey, bound, Buffer.from(value)),
    ]);
  }

  /** @throws Error when the bytes were not sealed by a version of this key for this very value */
  openValue(key: CustomerKey, context: ValueContext, sealed: Uint8Array): string {
    const known = this.#values.get(sealed);
    if (known !== undefined && isFor(known, key, context)) return known.text;
    const text = this.#heard(this.#opened(key, context, sealed).toString());
    this.#values.set(sealed, { key, context, text });
    return text;
  }

  /** Seals what an identity proves itself with. */
  sealAccessCredential(kind: string, lookup: string, secret: string): Uint8Array {
    this.#listener(secret);
    return seal(this.#rootKey, contextText('proof', kind, lookup), Buffer.from(secret));
  }

  openAccessCredential(kind: string, lookup: string, sealed: Uint8Array): string {
    const known = this.#accessCredentials.get(sealed);
    if (known?.kind === kind && known.lookup === lookup) return known.secret;
    const secret = this.#heard(open(this.#rootKey, contextText('proof', kind, lookup), sealed).toString());
    this.#accessCredentials.set(sealed, { kind, lookup, secret });
    return secret;
  }

  /**
   * Seals a string that a resource keeps in its body, in Base64.
   * @param context says what the text is and where it stands; it must be given again to open
   */
  sealText(context: readonly string[], text: string): string {
    return seal(this.#rootKey, contextText('text', ...context), Buffer.from(this.#heard(text))).toString('base64');
  }

  /** @throws Error when it was not sealed with this context, or a byte of it is another */
  openText(context: readonly string[], sealed: string): string {
    return this.#heard(open(this.#rootKey, contextText('text', ...context), Buffer.from(sealed, 'base64')).toString());
  }

  /** Seals a message of this installation's to itself, which is no secret and is told to no listener. */
  sealMessage(context: readonly string[], message: string): Buffer {
    return seal(this.#rootKey, contextText('message', ...context), Buffer.from(message));
  }

  /** @throws Error when it was not sealed with this context, or a byte of it is another */
  openMessage(context: readonly string[], sealed: Uint8Array): string {
    return open(this.#rootKey, contextText('message', ...context), sealed).toString();
  }

  #heard(text: string): string {
    this.#listener(text);
    return text;
  }

  #opened(key: CustomerKey, context: ValueContext, sealed: Uint8Array): Buffer {
    const { version, wrapped, rest } = splitValue(key, sealed);
    const bound = valueContext(context);
    return open(open(this.#wrappingKey(key, version), bound, wrapped), bound, rest);
  }

  /** What the key version wraps data keys with: the material itself where it has the length for it. */
  #wrappingKey(key: CustomerKey, version: KeyVersion): KeyObject {
    return this.#wrappingKeys.get(version, [key.vault, key.id], () => {
      const material = this.openMaterial(key, version);
      return createSecretKey(
        material.length === KEY_BYTES ? material : new Uint8Array(hkdfSync('sha256', material, '', 'value', KEY_BYTES)),
      );
    });
  }
}

/** A value that was opened, and what for: for anything else it is opened again, and rejected as before. */
interface OpenedValue {
  readonly key: CustomerKey;
  readonly context: ValueContext;
  readonly text: string;
}

function isFor(
  { key, context }: OpenedValue,
  wanted: CustomerKey,
  { vault, secretId, versionId }: ValueContext,
): boolean {
  return key === wanted && context.vault === vault && context.secretId === secretId && context.versionId === versionId;
}

/** An access credential that was opened, and what as: as anything else it is opened again, and rejected as before. */
interface OpenedCredential {
  readonly kind: string;
  readonly lookup: string;
  readonly secret: string;
}

/**
 * Opens a sealed object once for the very context it was opened in; in any other it is opened again, and rejected as
 * before.
 */
class OpenedOnce<Sealed extends object, Opened> {
  readonly #known = new WeakMap<Sealed, { readonly context: readonly unknown[]; readonly opened: Opened }>();

  get(sealed: Sealed, context: readonly unknown[], openIt: () => Opened): Opened {
    const known = this.#known.get(sealed);
    if (known !== undefined && known.context.every((part, at) => part === context[at])) return known.opened;
    const opened = openIt();
    this.#known.set(sealed, { context, opened });
    return opened;
  }
}

function splitValue(key: CustomerKey, sealed: Uint8Array) {
  const format = sealed[0];
  if (format !== FORMAT_FIRST && format !== FORMAT_VERSIONED)
    throw new Error(`sealed value has unknown format ${String(format)}`);
  const start = format === FORMAT_FIRST ? 1 : 1 + ORDINAL_BYTES;
  if (sealed.length < start) throw new Error('sealed value is cut short');
  const ordinal = format === FORMAT_FIRST ? 1 : Buffer.from(sealed.subarray(1, start)).readUInt32BE();
  const end = start + WRAPPED_KEY_BYTES;
  return { version: keyVersionAt(key, ordinal), wrapped: sealed.subarray(start, end), rest: sealed.subarray(end) };
}

/** The first version's material is bound to its key alone, as it was before keys had others. */
function materialContext({ vault, id, ordinal }: MaterialRef): string {
  return ordinal === 1 ? contextText('key', vault, id) : contextText('key', vault, id, String(ordinal));
}

function valueContext({ vault, secretId, versionId }: ValueContext): string {
  return contextText('value', vault, secretId, versionId);
}

/** Parts joined so that no two different lists give the same text. */
function contextText(...parts: readonly string[]): string {
  return JSON.stringify(parts);
}
