import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { keyOf as sampleKey } from '../store-contract/samples.ts';
import type { CustomerKey, KeyVersion } from '../model/key.ts';
import { KEY_BYTES, SEAL_OVERHEAD_BYTES, open, seal } from './aead.ts';
import { type MaterialRef, Sealer, type ValueContext } from './sealer.ts';

const sealer = new Sealer(randomBytes(KEY_BYTES));
const context: ValueContext = { vault: 'vault', secretId: 'secret', versionId: 'v1' };
const value = 'a value that is not to be found';

function versionOf(by: Sealer, ref: MaterialRef, bytes = KEY_BYTES): KeyVersion {
  return {
    id: `version ${ref.ordinal}`,
    ordinal: ref.ordinal,
    createdAt: 0,
    sealedMaterial: by.sealMaterial(ref, randomBytes(bytes)),
  };
}

function keyOf(by: Sealer, id = 'key', vault = 'vault'): CustomerKey {
  return sampleKey(1, { vault, id, versions: [versionOf(by, { vault, id, ordinal: 1 })] });
}

const key = keyOf(sealer);
const sealedValue = sealer.sealValue(key, context, value);

function materialOf({ versions }: CustomerKey): Buffer {
  return Buffer.from(versions[0]?.sealedMaterial ?? '', 'hex');
}

function withMaterial(of: CustomerKey, bytes: Uint8Array): CustomerKey {
  return {
    ...of,
    versions: of.versions.map((version) => ({ ...version, sealedMaterial: Buffer.from(bytes).toString('hex') })),
  };
}

/** The bytes with one of them changed. */
function changedAt(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

describe('a sealed value', () => {
  it('opens to the very text', () => {
    expect(sealer.openValue(key, context, sealedValue)).toBe(value);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(sealer.openValue(key, context, sealer.sealValue(key, context, text))).toBe(text.toWellFormed());
      }),
    );
    const long = '汉'.repeat(100_000);
    expect(sealer.openValue(key, context, sealer.sealValue(key, context, long))).toBe(long);
    expect(sealer.openValue(key, context, sealer.sealValue(key, context, ''))).toBe('');
  });

  it('opens with every byte as it was, and with none changed, missing or added', () => {
    for (let at = 0; at < sealedValue.length; at += 1) {
      expect(() => sealer.openValue(key, context, changedAt(sealedValue, at))).toThrow();
      expect(() => sealer.openValue(key, context, sealedValue.subarray(0, at))).toThrow();
    }
    expect(() => sealer.openValue(key, context, Buffer.concat([sealedValue, Buffer.of(0)]))).toThrow();
  });

  it('opens where it was sealed and nowhere else', () => {
    const elsewhere: Partial<ValueContext>[] = [
      { vault: 'other' },
      { secretId: 'other' },
      { versionId: 'v2' },
      { vault: 'secret', secretId: 'vault' },
    ];
    for (const change of elsewhere)
      expect(() => sealer.openValue(key, { ...context, ...change }, sealedValue)).toThrow();
  });

  it('tells contexts apart whose parts join to the same text', () => {
    const joined = sealer.sealValue(key, { vault: 'a","b', secretId: 'c', versionId: 'd' }, value);
    expect(() => sealer.openValue(key, { vault: 'a', secretId: 'b","c', versionId: 'd' }, joined)).toThrow();
  });

  it('opens by its own customer key alone', () => {
    expect(() => sealer.openValue(keyOf(sealer), context, sealedValue)).toThrow();
    expect(() => sealer.openValue(keyOf(sealer, 'other'), context, sealedValue)).toThrow();
  });

  it('opens by its own root key alone', () => {
    const other = new Sealer(randomBytes(KEY_BYTES));
    expect(() => other.openValue(key, context, sealedValue)).toThrow();
    expect(() => other.openValue(keyOf(other), context, sealedValue)).toThrow();
  });

  it('is never the same twice and never holds the value', () => {
    expect(Buffer.from(sealer.sealValue(key, context, value)).equals(sealedValue)).toBe(false);
    expect(Buffer.from(sealedValue).includes(value)).toBe(false);
  });

  it('says nothing of the value when it does not open', () => {
    const attempt = (): string => sealer.openValue(key, { ...context, versionId: 'v2' }, sealedValue);
    expect(attempt).not.toThrow(value);
    expect(attempt).toThrow();
  });
});

describe('key material', () => {
  it('is bound to its key and vault', () => {
    const moved = [
      { ...key, id: 'other' },
      { ...key, vault: 'other' },
      { ...key, versions: keyOf(sealer, 'other').versions },
    ];
    for (const wrong of moved) expect(() => sealer.openValue(wrong, context, sealedValue)).toThrow();
  });

  it('is sealed byte for byte', () => {
    const bytes = materialOf(key);
    for (let at = 0; at < bytes.length; at += 1) {
      const broken = withMaterial(key, changedAt(bytes, at));
      expect(() => sealer.openValue(broken, context, sealedValue)).toThrow();
    }
  });

  it('is not the root key and differs from key to key', () => {
    expect(materialOf(key).length).toBe(KEY_BYTES + SEAL_OVERHEAD_BYTES);
    expect(materialOf(keyOf(sealer)).equals(materialOf(key))).toBe(false);
  });
});

describe('a key of several versions', () => {
  const second = versionOf(sealer, { vault: 'vault', id: 'key', ordinal: 2 });
  const rotated: CustomerKey = { ...key, versions: [...key.versions, second] };

  it('seals by the last and opens by the one that sealed', () => {
    expect(sealer.openValue(rotated, context, sealedValue)).toBe(value);
    const sealedAfter = sealer.sealValue(rotated, context, value);
    expect(sealer.openValue(rotated, context, sealedAfter)).toBe(value);
    expect(() => sealer.openValue(key, context, sealedAfter)).toThrow();
    for (let at = 0; at < sealedAfter.length; at += 1)
      expect(() => sealer.openValue(rotated, context, changedAt(sealedAfter, at))).toThrow();
  });

  it('opens no version in the place of another', () => {
    const swapped = { ...rotated, versions: [{ ...second, ordinal: 1 }, ...key.versions] };
    expect(() => sealer.openValue(swapped, context, sealedValue)).toThrow();
  });

  it('opens what was sealed when keys had one version', () => {
    const material = sealer.openMaterial(key, rotated.versions[0] ?? second);
    const bound = JSON.stringify(['value', context.vault, context.secretId, context.versionId]);
    const dataKey = randomBytes(KEY_BYTES);
    const old = Buffer.concat([Buffer.of(1), seal(material, bound, dataKey), seal(dataKey, bound, Buffer.from(value))]);
    expect(sealer.openValue(key, context, old)).toBe(value);
    expect(sealer.openValue(rotated, context, old)).toBe(value);
    for (let at = 0; at < old.length; at += 1)
      expect(() => sealer.openValue(rotated, context, changedAt(old, at))).toThrow();
  });

  it('seals by material of another length too', () => {
    const short = { ...key, versions: [versionOf(sealer, { vault: 'vault', id: 'key', ordinal: 1 }, 16)] };
    expect(sealer.openValue(short, context, sealer.sealValue(short, context, value))).toBe(value);
  });

  it('opens nothing without material', () => {
    const bare = { ...key, versions: [{ ...second, ordinal: 1, sealedMaterial: null }] };
    expect(() => sealer.openValue(bare, context, sealedValue)).toThrow(/no material/);
  });
});

describe('a fingerprint of material', () => {
  it('is the same for the same material of the same key alone', () => {
    const print = sealer.fingerprint(key, Buffer.from('material'));
    expect(sealer.fingerprint(key, Buffer.from('material'))).toBe(print);
    expect(sealer.fingerprint(key, Buffer.from('Material'))).not.toBe(print);
    expect(sealer.fingerprint({ vault: 'vault', id: 'other' }, Buffer.from('material'))).not.toBe(print);
    expect(new Sealer(randomBytes(KEY_BYTES)).fingerprint(key, Buffer.from('material'))).not.toBe(print);
  });
});

describe('a sealed proof', () => {
  const sealed = sealer.sealAccessCredential('access-key', 'AK', 'the secret key');

  it('opens to the very text, for its own lookup alone', () => {
    expect(sealer.openAccessCredential('access-key', 'AK', sealed)).toBe('the secret key');
    expect(() => sealer.openAccessCredential('access-key', 'AK2', sealed)).toThrow();
    expect(() => sealer.openAccessCredential('app', 'AK', sealed)).toThrow();
    expect(() => new Sealer(randomBytes(KEY_BYTES)).openAccessCredential('access-key', 'AK', sealed)).toThrow();
    for (let at = 0; at < sealed.length; at += 1)
      expect(() => sealer.openAccessCredential('access-key', 'AK', changedAt(sealed, at))).toThrow();
  });
});

describe('a sealed text', () => {
  const sealed = sealer.sealText(['door', 'vault', 'id'], 'the password');

  it('opens with its context, with every byte as it was', () => {
    expect(sealer.openText(['door', 'vault', 'id'], sealed)).toBe('the password');
    expect(() => sealer.openText(['door', 'vault,id'], sealed)).toThrow();
    expect(() => new Sealer(randomBytes(KEY_BYTES)).openText(['door', 'vault', 'id'], sealed)).toThrow();
    const bytes = Buffer.from(sealed, 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(changedAt(bytes, at)).toString('base64');
      expect(() => sealer.openText(['door', 'vault', 'id'], changed)).toThrow();
    }
  });

  it('is apart from everything else that is sealed', () => {
    const bytes = Buffer.from(sealer.sealText(['access-key', 'AK'], 'x'), 'base64');
    expect(() => sealer.openAccessCredential('access-key', 'AK', bytes)).toThrow();
  });
});

describe('the root key', () => {
  it('has exactly 32 bytes', () => {
    for (const length of [0, 16, 31, 33]) expect(() => new Sealer(new Uint8Array(length))).toThrow(RangeError);
  });
});

describe('AES-256-GCM in one piece', () => {
  it('opens only with the key and context of sealing', () => {
    const own = randomBytes(KEY_BYTES);
    const piece = seal(own, 'context', Buffer.from('text'));
    expect(piece.length).toBe('text'.length + SEAL_OVERHEAD_BYTES);
    expect(open(own, 'context', piece).toString()).toBe('text');
    expect(() => open(own, 'Context', piece)).toThrow();
    expect(() => open(randomBytes(KEY_BYTES), 'context', piece)).toThrow();
    expect(() => open(own, 'context', new Uint8Array(0))).toThrow();
  });
});

describe('who must know secrets by value', () => {
  it('hears each text as it is sealed, and again where it is opened and was not remembered', () => {
    const heard: string[] = [];
    const root = randomBytes(KEY_BYTES);
    const [writer, reader] = [new Sealer(root), new Sealer(root)];
    const mine = keyOf(writer);
    const sealed = {
      value: writer.sealValue(mine, context, 'a value'),
      accessCredential: writer.sealAccessCredential('app', 'code', 'a secret key'),
      text: writer.sealText(['kind'], 'a string'),
    };
    reader.onText((text) => {
      heard.push(text);
    });
    for (let time = 0; time < 2; time += 1) {
      reader.openValue(mine, context, sealed.value);
      reader.openAccessCredential('app', 'code', sealed.accessCredential);
    }
    reader.openText(['kind'], sealed.text);
    // A message is no secret.
    expect(reader.openMessage(['kind'], writer.sealMessage(['kind'], 'a message'))).toBe('a message');
    expect(() => reader.openMessage(['other'], writer.sealMessage(['kind'], 'a message'))).toThrow();
    expect(heard).toEqual(['a value', 'a secret key', 'a string']);
    heard.length = 0;
    reader.sealValue(mine, context, 'another value');
    reader.sealAccessCredential('app', 'code', 'another key');
    reader.sealText(['kind'], 'another text');
    expect(heard).toEqual(['another value', 'another key', 'another text']);
  });
});
