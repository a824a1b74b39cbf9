import { describe, expect, it } from '@jest/globals';

import { type ContextValue, conditionsOf } from './conditions.ts';

function holds(operator: string, values: readonly string[], found: ContextValue | undefined): boolean | undefined {
  return conditionsOf({ [operator]: { key: values } }, [])[0]?.holds(found);
}

describe('a condition', () => {
  it.each([
    ['StringEquals', ['a', 'b'], 'b', true],
    ['StringEquals', ['a'], 'A', false],
    ['StringEquals', ['a'], undefined, false],
    ['StringEqualsIfExists', ['a'], undefined, true],
    ['StringEqualsIfExists', ['a'], 'b', false],
    ['StringEqualsIgnoreCase', ['Ab'], 'aB', true],
    ['StringNotEquals', ['a', 'b'], 'b', false],
    ['StringNotEquals', ['a'], undefined, true],
    ['StringNotEqualsIgnoreCase', ['A'], 'a', false],
    ['StringMatch', ['a?c*'], 'abcd', true],
    ['StringNotMatch', ['a*'], 'abcd', false],
    ['StringStartWith', ['ab'], 'abc', true],
    ['StringEndWith', ['ab'], 'abc', false],
    ['NumberLessThan', ['10'], '9', true],
    ['NumberLessThan', ['10'], '10', false],
    ['NumberLessThanEquals', ['10'], '10', true],
    ['NumberGreaterThan', ['10'], 'ten', false],
    ['NumberGreaterThanEquals', ['10'], '10', true],
    ['NumberEquals', ['10'], '10.0', true],
    ['NumberNotEquals', ['10'], '10.0', false],
    ['DateLessThan', ['2026-01-01T00:00:00Z'], '2025-12-31T23:59:59Z', true],
    ['DateLessThanEquals', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z', true],
    ['DateGreaterThan', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:00Z', false],
    ['DateGreaterThanEquals', ['2026-01-01T00:00:00Z'], '2026-01-01T00:00:01Z', true],
    ['Bool', ['true'], 'True', true],
    ['Bool', ['true'], undefined, false],
    ['IpAddress', ['10.0.0.0/8'], '10.1.2.3', true],
    ['IpAddress', ['10.0.0.0/8', '::1'], '::1', true],
    ['NotIpAddress', ['10.0.0.0/8'], '10.1.2.3', false],
    ['Null', ['true'], undefined, true],
    ['Null', ['false'], undefined, false],
    ['Null', ['false'], 'a', true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], undefined, true],
    ['ForAnyValue:StringEquals', ['a'], ['c', 'a'], true],
    ['ForAnyValue:StringEquals', ['a'], undefined, false],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['StringNotEquals', ['a'], ['a', 'b'], false],
  ] as const)('%s of %j with %j: %s', (operator, values, found, expected) => {
    expect(holds(operator, values, found)).toBe(expected);
  });
});
