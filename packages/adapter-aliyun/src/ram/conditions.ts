import { BlockList, isIP } from 'node:net';

import { matcherOf } from './patterns.ts';

/** What a request says of itself, by the key's name in lower case. */
export type ConditionContext = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether the value of one key fits the values that a policy names for it. */
type ValueTest = (value: string) => boolean;

/** One operator of the policy language: how it reads the policy's values, and whether it is a negative one. */
interface Operator {
  /** `null` where the policy's value cannot be one of its type. */
  readonly testOf: (values: readonly string[]) => ValueTest | null;
  readonly isNegative: boolean;
}

const TEXT = { same: (text: string) => text, lower: (text: string) => text.toLowerCase() };

/**
 * RAM's operators; there are none for absent keys or for sets.
 * https://www.alibabacloud.com/help/en/ram/conditional-operator (2026-09)
 */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...both('StringEquals', 'StringNotEquals', equalTo(TEXT.same)),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', equalTo(TEXT.lower)),
  ...both('StringLike', 'StringNotLike', matcherOf),
  ...ordered('Numeric', numberOf),
  ...ordered('Date', timeOf),
  ['Bool', { testOf: boolTest, isNegative: false }],
  ...both('IpAddress', 'NotIpAddress', addressTest),
]);

/** One key under one operator, ready to be asked. */
export interface CompiledCondition {
  /** In lower case: RAM's pages do not say whether case counts. @NOTE unverified */
  readonly key: string;
  readonly isNegative: boolean;
  readonly test: ValueTest;
  /** The operator, the key and the values. */
  readonly written: string;
}

/** `null` where a value cannot be one of the operator's type. */
export function conditionOf(
  { name, operator }: { readonly name: string; readonly operator: Operator },
  key: string,
  values: readonly string[],
): CompiledCondition | null {
  const test = operator.testOf(values);
  if (test === null) return null;
  const written = `${name} ${key} ${values.join(', ')}`;
  return { key: key.toLowerCase(), isNegative: operator.isNegative, test, written };
}

/** A key that the request lacks fails a positive operator and satisfies a negative one. */
export function holds({ key, isNegative, test }: CompiledCondition, ...contexts: readonly ConditionContext[]): boolean {
  let value: string | readonly string[] | undefined;
  for (const context of contexts) value ??= context[key];
  if (value === undefined) return isNegative;
  return (typeof value === 'string' ? test(value) : value.some(test)) !== isNegative;
}

function both(positive: string, negative: string, testOf: Operator['testOf']): [string, Operator][] {
  return [
    [positive, { testOf, isNegative: false }],
    [negative, { testOf, isNegative: true }],
  ];
}

/** The six comparisons of numbers, and of times. */
function ordered(type: string, read: (text: string) => number | null): [string, Operator][] {
  const comparing = (compare: (value: number, limit: number) => boolean): Operator['testOf'] => {
    return (values) => {
      const limits = values.map(read);
      if (limits.includes(null)) return null;
      return (text) => {
        const value = read(text);
        return value !== null && limits.some((limit) => limit !== null && compare(value, limit));
      };
    };
  };
  return [
    ...both(
      `${type}Equals`,
      `${type}NotEquals`,
      comparing((value, limit) => value === limit),
    ),
    [`${type}LessThan`, { testOf: comparing((value, limit) => value < limit), isNegative: false }],
    [`${type}LessThanEquals`, { testOf: comparing((value, limit) => value <= limit), isNegative: false }],
    [`${type}GreaterThan`, { testOf: comparing((value, limit) => value > limit), isNegative: false }],
    [`${type}GreaterThanEquals`, { testOf: comparing((value, limit) => value >= limit), isNegative: false }],
  ];
}

function equalTo(normalize: (text: string) => string): Operator['testOf'] {
  return (values) => {
    const known = new Set(values.map(normalize));
    return (text) => known.has(normalize(text));
  };
}

function numberOf(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** ISO 8601. */
function timeOf(text: string): number | null {
  const time = /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function boolTest(values: readonly string[]): ValueTest | null {
  const known = new Set(values.map(TEXT.lower));
  const isBool = [...known].every((value) => value === 'true' || value === 'false');
  return isBool ? (text) => known.has(TEXT.lower(text)) : null;
}

/** Addresses and ranges. */
function addressTest(values: readonly string[]): ValueTest | null {
  const list = new BlockList();
  for (const value of values) if (!addRange(list, value)) return null;
  return (text) => {
    const version = isIP(text);
    return version !== 0 && list.check(text, version === 4 ? 'ipv4' : 'ipv6');
  };
}

function addRange(list: BlockList, value: string): boolean {
  const [address = '', prefix] = value.split('/');
  const version = isIP(address);
  const widest = version === 4 ? 32 : 128;
  const bits = prefix === undefined ? widest : Number(prefix);
  if (version === 0 || !/^\d*$/.test(prefix ?? '') || bits > widest) return false;
  list.addSubnet(address, bits, version === 4 ? 'ipv4' : 'ipv6');
  return true;
}
