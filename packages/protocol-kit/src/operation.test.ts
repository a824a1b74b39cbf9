import { describe, expect, it } from '@jest/globals';
import { Type } from '@sinclair/typebox';

import { checkTable, operationFactory } from './operation.ts';

interface Context {
  readonly greeting: string;
}

const define = operationFactory<Context, { readonly status: number }>();

function named(name: string, input = Type.Object({})): ReturnType<typeof define> {
  return define({ name, status: 200, input, run: async () => null });
}

describe('operationFactory', () => {
  it('gives the handler the input that the schema declares, and keeps what the dialect says beside', async () => {
    const input = Type.Object({ name: Type.String(), count: Type.Optional(Type.Integer()) });
    const greet = define({
      name: 'Greet',
      status: 201,
      input,
      run: async ({ greeting }, { name, count = 1 }) => `${greeting} ${name.repeat(count)}`,
    });
    expect([greet.name, greet.status, greet.input]).toEqual(['Greet', 201, input]);
    expect(await greet.run({ greeting: 'hello' }, { name: 'x', count: 3 } as never)).toBe('hello xxx');
  });
});

describe('checkTable', () => {
  it('takes a table in which every name stands once', () => {
    checkTable([named('A'), named('a')], [{ name: 'B' }]);
    checkTable([], []);
  });

  it('rejects a name that stands twice, also among those not implemented', () => {
    expect(() => checkTable([named('A'), named('A')], [])).toThrow('operation A stands twice');
    expect(() => checkTable([named('A')], [{ name: 'A' }])).toThrow('operation A stands twice');
    expect(() => checkTable([], [{ name: 'A' }, { name: 'A' }])).toThrow('operation A stands twice');
  });

  it('rejects an input that is not declared as an object', () => {
    for (const input of [
      Type.String(),
      Type.Array(Type.Object({})),
      Type.Union([Type.Object({}), Type.Null()]),
      Type.Unknown(),
    ]) {
      expect(() => checkTable([{ ...named('A'), input }], [])).toThrow(
        'operation A has an input schema that is not an object',
      );
    }
  });
});
