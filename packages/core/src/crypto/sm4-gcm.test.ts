import { describe, expect, it } from '@jest/globals';

import { decryptSm4Gcm, encryptSm4Gcm } from './sm4-gcm.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');

/** RFC 8998, A.1. */
const EXAMPLE = {
  iv: hex('00001234567800000000ABCD'),
  material: hex('0123456789ABCDEFFEDCBA9876543210'),
  bound: hex('FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2'),
  plaintext: hex(
    'AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD' +
      'EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA',
  ),
  ciphertext: hex(
    '17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735' +
      'D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D',
  ),
  tag: hex('83DE3541E4C2B58177E065A9BF7B62EC'),
};

describe('SM4-GCM', () => {
  it('is that of the example of RFC 8998', () => {
    const { material, iv, bound, plaintext, ciphertext, tag } = EXAMPLE;
    const sealed = encryptSm4Gcm(material, iv, bound, plaintext);
    expect(sealed).toEqual(Buffer.concat([ciphertext, tag]));
    expect(decryptSm4Gcm(material, iv, bound, sealed)).toEqual(plaintext);
  });

  it.each([0, 1, 15, 16, 17, 6_144])('comes back with %s bytes, and with nothing bound', (length) => {
    const { material, iv } = EXAMPLE;
    const plaintext = Buffer.alloc(length, 7);
    const sealed = encryptSm4Gcm(material, iv, Buffer.alloc(0), plaintext);
    expect(sealed).toHaveLength(length + 16);
    expect(decryptSm4Gcm(material, iv, Buffer.alloc(0), sealed)).toEqual(plaintext);
  });

  it('does not open what was changed, cut short or bound to something else', () => {
    const { material, iv, bound, plaintext } = EXAMPLE;
    const sealed = encryptSm4Gcm(material, iv, bound, plaintext);
    for (const at of [0, plaintext.length, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(decryptSm4Gcm(material, iv, bound, changed)).toBeNull();
    }
    expect(decryptSm4Gcm(material, iv, bound, sealed.subarray(0, 15))).toBeNull();
    expect(decryptSm4Gcm(material, iv, bound, sealed.subarray(1))).toBeNull();
    expect(decryptSm4Gcm(material, iv, Buffer.alloc(0), sealed)).toBeNull();
  });
});
