import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { decodeMessage, encodeMessage, MessageError, type MessageType } from '../../src/dkms/message.ts';
import { ERROR_MESSAGE, MESSAGES } from '../../src/dkms/messages.ts';

const types = Object.entries(MESSAGES).flatMap(([name, { request, response }]) => [
  [`${name}, request`, request as MessageType] as const,
  [`${name}, response`, response as MessageType] as const,
]);

const VALUES = {
  string: fc.string({ unit: 'grapheme' }),
  bytes: fc.uint8Array(),
  int32: fc.integer(),
  bool: fc.boolean(),
  strings: fc.array(fc.string({ unit: 'grapheme' })),
};

describe.each([...types, ['an error', ERROR_MESSAGE as MessageType] as const])('the message of %s', (_name, type) => {
  it('gives each field a number of its own', () => {
    const numbers = Object.values(type).map(([number]) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('reads what it wrote', () => {
    const message = fc.record(Object.fromEntries(Object.entries(type).map(([name, [, kind]]) => [name, VALUES[kind]])));
    fc.assert(
      fc.property(message, (given) => {
        expect(decodeMessage(type, encodeMessage(type, given))).toEqual(given);
      }),
      { numRuns: 50 },
    );
  });

  it('takes no bytes but messages', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          decodeMessage(type, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MessageError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('a message', () => {
  const type = { Name: [1, 'string'], Count: [2, 'int32'] } as const satisfies MessageType;

  it('has the defaults of proto3 where a field is not there', () => {
    expect(decodeMessage(type, new Uint8Array(0))).toEqual({ Name: '', Count: 0 });
  });

  it('takes no byte for a default', () => {
    expect(encodeMessage(type, { Name: '', Count: 0 })).toHaveLength(0);
  });

  it('skips fields that it does not know, and keeps the last of several', () => {
    const other = { Name: [1, 'string'], Later: [9, 'bytes'] } as const satisfies MessageType;
    const bytes = Buffer.concat([
      encodeMessage(other, { Name: 'first', Later: Buffer.from('new') }),
      encodeMessage(other, { Name: 'last' }),
    ]);
    expect(decodeMessage(type, bytes)).toEqual({ Name: 'last', Count: 0 });
  });

  it('skips groups within each other, 16 and no more', () => {
    const groups = (depth: number): Buffer => Buffer.from('4b'.repeat(depth) + '4c'.repeat(depth), 'hex');
    expect(decodeMessage(type, groups(16))).toEqual({ Name: '', Count: 0 });
    expect(() => decodeMessage(type, groups(17))).toThrow(MessageError);
  });

  it.each([
    ['is cut short', '0a05646d'],
    ['has a field of another wire type', '0801'],
    ['has text that is no UTF-8', '0a02c328'],
    ['has groups without end', '4b'.repeat(40)],
    ['has a length beyond 32 bits', '0affffffffff7f'],
  ])('is none when it %s', (_what, hex) => {
    expect(() => decodeMessage(type, Buffer.from(hex, 'hex'))).toThrow(MessageError);
  });
});
