import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { inputFromWire } from './input.ts';

const SCHEMA = Type.Object({ Name: Type.String(), Tag: Type.Array(Type.Object({ Key: Type.String() })) });

describe('the input of a call', () => {
  it('has the fields of a number together, in the order of the numbers', () => {
    const params = new Map([
      ['Tag.7.Key', 'c'],
      ['Tag.2.Value', 'b'],
      ['Name', 'n'],
      ['Tag.2.Key', 'a'],
      ['Tag.0.Key', 'none'],
    ]);
    expect(inputFromWire(params, SCHEMA)).toEqual({ Name: 'n', Tag: [{ Value: 'b', Key: 'a' }, { Key: 'c' }] });
  });

  it('takes a hundred thousand fields of one number in the time of their number', () => {
    const params = new Map(Array.from({ length: 100_000 }, (_field, at) => [`Tag.1.${at.toString(36)}x`, 'v']));
    const { Tag } = inputFromWire(params, SCHEMA) as { Tag: readonly object[] };
    expect(Object.keys(Tag[0] ?? {})).toHaveLength(100_000);
  });
});
