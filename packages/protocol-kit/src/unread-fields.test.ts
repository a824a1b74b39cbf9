import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { keptNames, membersBeside, NOTHING_UNREAD } from './unread-fields.ts';

const SCHEMA = Type.Object({
  name: Type.String(),
  tags: Type.Optional(Type.Array(Type.Object({ key: Type.String() }))),
  labels: Type.Optional(Type.Record(Type.String(), Type.String())),
  config: Type.Optional(Type.Object({ days: Type.Number(), at: Type.Optional(Type.Object({ hour: Type.Number() })) })),
  either: Type.Optional(
    Type.Union([Type.Object({ text: Type.String() }), Type.Object({ binary: Type.String() }), Type.Null()]),
  ),
  free: Type.Optional(Type.Unknown()),
});

describe('membersBeside', () => {
  it('has nothing of an input whose members are all in the schema', () => {
    const input = { name: 'a', tags: [{ key: 'k' }], labels: { anything: 'x' }, free: { any: { thing: 1 } } };
    expect(membersBeside(SCHEMA, input)).toBe(NOTHING_UNREAD);
    expect(membersBeside(SCHEMA, { either: { binary: 'x' } })).toBe(NOTHING_UNREAD);
  });

  it.each<[string, unknown, string[]]>([
    ['a member', { name: 'a', nmae: 'value' }, ['body.nmae']],
    [
      'members of a part',
      { config: { days: 1, hours: 2, at: { minute: 1 } } },
      ['body.config.hours', 'body.config.at.minute'],
    ],
    ['a member of entries, once', { tags: [{ key: 'k', colour: 1 }, { colour: 2 }] }, ['body.tags[].colour']],
    ['what no alternative has', { either: { text: 'x', bytes: 'y' } }, ['body.either.bytes']],
    ['a name that Object has', { constructor_: 1, toString: 2 }, ['body.constructor_', 'body.toString']],
  ])('names %s', (_what, input, names) => {
    expect(membersBeside(SCHEMA, input, 'body.')).toEqual(names);
  });

  it('names every member where the schema has no such part', () => {
    expect(membersBeside(undefined, { verbose: 'x' }, 'query.')).toEqual(['query.verbose']);
    expect(membersBeside(undefined, undefined, 'query.')).toBe(NOTHING_UNREAD);
  });

  it('keeps few names, each short, and no text that is none', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_none, at) => [`field_${at}`, 1]));
    expect(membersBeside(SCHEMA, many)).toHaveLength(16);
    expect(membersBeside(SCHEMA, { 'pass word=hunter2': 1, [`a${'b'.repeat(80)}`]: 1, '': 1 })).toEqual([]);
    expect(keptNames(Object.keys(many))).toHaveLength(16);
  });
});
