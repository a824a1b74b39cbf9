import { createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { hmac, sha256Hex } from './digest.ts';

describe('digests', () => {
  it('are those of the published vectors', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    // RFC 4231, test case 2, and RFC 2202, test case 2.
    expect(hmac('sha256', 'Jefe', 'what do ya want for nothing?', 'hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(hmac('sha1', Buffer.from('Jefe'), 'what do ya want for nothing?', 'base64')).toBe(
      Buffer.from('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79', 'hex').toString('base64'),
    );
  });

  it('sign with keys and texts of any length as Node does', () => {
    for (let length = 0; length <= 130; length += 1) {
      const [key, text] = ['键'.repeat(length), 'text é'.repeat(130 - length)];
      expect(hmac('sha256', key, text, 'hex')).toBe(createHmac('sha256', key).update(text).digest('hex'));
      const bytes = Buffer.alloc(length, 0xa5);
      expect(hmac('sha1', bytes, text, 'base64')).toBe(createHmac('sha1', bytes).update(text).digest('base64'));
    }
  });
});
