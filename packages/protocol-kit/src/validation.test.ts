import { describe, expect, it } from '@jest/globals';
import { type TSchema, Type } from '@sinclair/typebox';

import { schemaCompiler } from './validation.ts';
import { InvalidInputError } from './vendor-error.ts';

/** The field and the rule that the input breaks first; `null` when it is valid. */
function broken(schema: TSchema, input: unknown): [string, string] | null {
  try {
    schemaCompiler()(schema)(input);
    return null;
  } catch (error) {
    if (error instanceof InvalidInputError) return [error.field, error.rule];
    throw error;
  }
}

const strict = { additionalProperties: false };

describe('validation', () => {
  it('fills in defaults, for every input anew', () => {
    const validate = schemaCompiler()(
      Type.Object({
        limit: Type.Integer({ default: 50 }),
        list: Type.Array(Type.Unknown(), { default: [] }),
        inner: Type.Object({ flag: Type.Boolean({ default: false }) }, { default: {} }),
      }),
    );
    const [first, second]: Record<string, unknown>[] = [{}, { limit: 1, inner: {} }];
    validate(first);
    (first?.['list'] as unknown[]).push(1);
    validate(second);
    expect(first).toEqual({ limit: 50, list: [1], inner: { flag: false } });
    expect(second).toEqual({ limit: 1, list: [], inner: { flag: false } });
  });

  it('lets null, empty text and false stand where a default is', () => {
    const input = { a: null, b: '', c: false };
    schemaCompiler()(
      Type.Object({
        a: Type.Union([Type.String(), Type.Null()], { default: 'x' }),
        b: Type.String({ default: 'x' }),
        c: Type.Boolean({ default: true }),
      }),
    )(input);
    expect(input).toEqual({ a: null, b: '', c: false });
  });

  it('converts nothing', () => {
    const schema = Type.Object({
      n: Type.Optional(Type.Integer()),
      s: Type.Optional(Type.String()),
      b: Type.Optional(Type.Boolean()),
    });
    expect(broken(schema, { n: '1' })).toEqual(['n', 'type']);
    expect(broken(schema, { n: 1.5 })).toEqual(['n', 'type']);
    expect(broken(schema, { s: 1 })).toEqual(['s', 'type']);
    expect(broken(schema, { b: 'true' })).toEqual(['b', 'type']);
    expect(broken(schema, { n: null })).toEqual(['n', 'type']);
  });

  it('rejects anything but an object, as a whole', () => {
    for (const input of [null, undefined, 'text', 1, true, []])
      expect(broken(Type.Object({}), input)).toEqual(['', 'type']);
  });

  it('limits the bytes of a string, not its characters', () => {
    const schema = Type.Object({ text: Type.String({ maxBytes: 6 }) });
    for (const text of ['', 'abcdef', '密码', '\u{1f600}ab', 'éé\u0000\n']) expect(broken(schema, { text })).toBeNull();
    for (const text of ['abcdefg', '密码a', '\u{1f600}abc', 'éééa'])
      expect(broken(schema, { text })).toEqual(['text', 'maxBytes']);
    expect(broken(Type.Object({ text: Type.String({ maxLength: 2 }) }), { text: '\u{1f600}\u{1f600}' })).toBeNull();
  });

  it('names fields, nested ones by their path', () => {
    const schema = Type.Object(
      {
        auth: Type.Optional(Type.Object({ user: Type.Object({ name: Type.String() }, strict) })),
        list: Type.Optional(Type.Array(Type.Object({ key: Type.String({ minLength: 1 }) }))),
        bag: Type.Optional(Type.Record(Type.String(), Type.Integer())),
        top: Type.Optional(Type.String()),
      },
      strict,
    );
    expect(broken(schema, { auth: { user: {} } })).toEqual(['auth.user.name', 'required']);
    expect(broken(schema, { auth: {} })).toEqual(['auth.user', 'required']);
    expect(broken(schema, { auth: { user: { name: 1 } } })).toEqual(['auth.user.name', 'type']);
    expect(broken(schema, { list: [{ key: 'a' }, { key: '' }] })).toEqual(['list.1.key', 'minLength']);
    expect(broken(schema, { list: [{ key: 'a' }, {}] })).toEqual(['list.1.key', 'required']);
    expect(broken(schema, { bag: { 'a/b~c': 'x' } })).toEqual(['bag.a/b~c', 'type']);
    expect(broken(schema, { other: 1 })).toEqual(['', 'additionalProperties']);
    expect(broken(Type.Object({ name: Type.String() }), {})).toEqual(['name', 'required']);
  });

  it('reports one broken rule: what is missing first, then field by field as declared', () => {
    const schema = Type.Object({
      b: Type.String({ minLength: 2, pattern: '^x', maxBytes: 3 }),
      a: Type.Integer({ minimum: 1 }),
      z: Type.String(),
    });
    expect(broken(schema, { b: 1, a: 'x' })).toEqual(['z', 'required']);
    expect(broken(schema, { z: 1, a: 'x', b: 1 })).toEqual(['b', 'type']);
    expect(broken(schema, { z: 1, a: 'x', b: 'xx' })).toEqual(['a', 'type']);
    expect(broken(schema, { z: 1, a: 0, b: 'xx' })).toEqual(['a', 'minimum']);
    expect(broken(schema, { z: 1, a: 1, b: 'xx' })).toEqual(['z', 'type']);
    expect(broken(schema, { z: '', a: 1, b: 'y' })).toEqual(['b', 'minLength']);
    expect(broken(schema, { z: '', a: 1, b: 'yyyy' })).toEqual(['b', 'pattern']);
    expect(broken(schema, { z: '', a: 1, b: 'xxxx' })).toEqual(['b', 'maxBytes']);
    expect(broken(Type.Object({ a: Type.String(), b: Type.String() }), {})).toEqual(['a', 'required']);
  });

  it('repeats no value in its message', () => {
    const schema = Type.Object({
      value: Type.Union([Type.Literal('a'), Type.Literal('b')]),
      text: Type.Optional(Type.String({ pattern: '^a$', maxBytes: 9 })),
    });
    for (const input of [
      { value: 'hunter2' },
      { value: 'a', text: 'hunter2' },
      { value: 'a', text: 'hunter2hunter2' },
    ]) {
      expect(() => schemaCompiler()(schema)(input)).toThrow(InvalidInputError);
      expect(() => schemaCompiler()(schema)(input)).not.toThrow('hunter2');
    }
  });

  it('takes names that objects inherit as any other', () => {
    const schema = Type.Object({ name: Type.String() }, strict);
    const hostile: unknown = JSON.parse('{"name":"x","__proto__":{"name":"y"}}');
    expect(broken(schema, hostile)).toEqual(['', 'additionalProperties']);
    expect(broken(schema, JSON.parse('{"__proto__":{"name":"y"}}'))).toEqual(['name', 'required']);
    expect(broken(Type.Object({}), hostile)).toBeNull();
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  it('takes JSON of any depth without running out of stack', () => {
    const deep: unknown = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(broken(Type.Object({ a: Type.Unknown() }), deep)).toBeNull();
    expect(broken(Type.Object({ a: Type.Array(Type.String()) }), deep)).toEqual(['a.0', 'type']);
  });

  it('fails on a schema that it does not understand, with the first input', () => {
    const validate = schemaCompiler()(Type.String({ maxBites: 3 }));
    expect(() => validate('x')).toThrow('maxBites');
    expect(() => schemaCompiler()(Type.String({ maxBytes: '3' }))('x')).toThrow('maxBytes');
  });
});
