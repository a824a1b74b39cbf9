import { describe, expect, it } from '@jest/globals';
import { type TSchema, Type } from '@sinclair/typebox';

import { strictObject } from '../strict-object.ts';
import { describeMisfit, misfitOf } from './misfit.ts';

const Address = Type.String({ pattern: '^(huawei|bk):.+$', description: 'huawei:<project id> or bk:<scope>' });

const schema = strictObject({
  rules: Type.Array(
    strictObject({
      name: Type.Optional(Type.String({ maxLength: 5 })),
      times: Type.Optional(Type.Integer({ minimum: 1, description: 'how often' })),
      step: Type.Optional(
        Type.Union([Type.Literal('pass'), Type.Literal('throttle'), strictObject({ error: Type.String() })]),
      ),
    }),
    { minItems: 1 },
  ),
  mode: Type.Optional(Type.Union([Type.Literal('real'), Type.Literal('frozen')])),
  token: Type.Optional(Type.String({ minLength: 16 })),
  vaults: Type.Optional(Type.Record(Type.String(), Type.Array(Address, { uniqueItems: true }))),
});

const told = (given: unknown, of: TSchema = schema): string | null => {
  const misfit = misfitOf(of, given);
  return misfit === null ? null : describeMisfit(misfit, { en: 'the body', zh: '请求体' }).en;
};
const one = (rule: unknown): unknown => ({ rules: [rule] });

describe('what does not fit', () => {
  it.each<[string, unknown, string]>([
    ['another kind', { rules: 'all' }, 'rules is a string: give a list'],
    ['another kind inside', one('all'), 'rules.0 is a string: give a map with name, times or step'],
    ['nothing', {}, 'rules is missing: give a list'],
    ['an empty list', { rules: [] }, 'rules is empty: give at least 1'],
    ['a key that is nearly one', one({ tims: 1 }), 'rules.0.tims is unknown: did you mean times?'],
    [
      'a key that is like none',
      one({ hunter2hunter2: 1 }),
      'rules.0 has an unknown key: known there are name, times or step',
    ],
    [
      'a number below the limit',
      one({ times: 0 }),
      'rules.0.times is too small: give a whole number, at least 1 (how often)',
    ],
    ['a fraction', one({ times: 1.5 }), 'rules.0.times is a fraction: give a whole number, at least 1 (how often)'],
    ['a number in place of a string', one({ name: 12345 }), 'rules.0.name is a whole number: give a string, in quotes'],
    ['a long string', one({ name: 'hunter2' }), 'rules.0.name is too long: give at most 5 characters'],
    [
      'a short one',
      { ...(one({}) as object), token: 'hunter2' },
      'token is too short: give a string of at least 16 characters',
    ],
    [
      'no such choice',
      { ...(one({}) as object), mode: 'frozn' },
      'mode does not fit: give real or frozen; did you mean frozen?',
    ],
    ['a choice by no name', { ...(one({}) as object), mode: null }, 'mode is null: give real or frozen'],
    [
      'one of several shapes',
      one({ step: 'thottle' }),
      'rules.0.step does not fit: give pass, throttle or a map with error; did you mean throttle?',
    ],
    ['another of them', one({ step: { errr: 'x' } }), 'rules.0.step.errr is unknown: did you mean error?'],
    ['none of them', one({ step: 1 }), 'rules.0.step is a whole number: give pass, throttle or a map with error'],
    [
      'a pattern',
      { ...(one({}) as object), vaults: { a: ['hunter2'] } },
      'vaults.a.0 does not fit: give huawei:<project id> or bk:<scope>',
    ],
    [
      'a twin',
      { ...(one({}) as object), vaults: { a: ['bk:1', 'bk:1'] } },
      'vaults.a names something twice: give each once',
    ],
    ['a list as a whole', [], 'the body is a list: give a map with rules, mode, token or vaults'],
  ])('is told of %s, without the value', (_what, given, expected) => {
    expect(told(given)).toBe(expected);
    expect(told(given)).not.toContain('hunter2');
  });

  it('is nothing where all fits', () => {
    expect(told({ rules: [{ name: 'a', times: 2, step: { error: 'x' } }], mode: 'real', vaults: {} })).toBeNull();
  });

  it('is told of names that objects inherit', () => {
    expect(told(JSON.parse('{"rules":[{}],"__proto__":1}'))).toBe(
      'the body has an unknown key: known there are rules, mode, token or vaults',
    );
    expect(told({}, strictObject({ constructor: Type.String() }))).toBe('constructor is missing: give a string');
  });
});
