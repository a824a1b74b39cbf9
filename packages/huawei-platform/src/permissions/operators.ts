import type { Message } from '@dragoman/messages';
import { BlockList, isIP } from 'node:net';

import { type TextMatcher, glob } from '@dragoman/protocol-kit';
import { POLICY_ERRORS } from './messages.ts';

/** A value that an operator cannot compare with. */
export class OperandError extends Error {
  override readonly name = 'OperandError';
  /** What fits. */
  readonly text: Message;

  constructor(text: Message) {
    super(text.en);
    this.text = text;
  }
}

/** How the values of a condition are compared with one value of the request. */
export interface Operator {
  /** Whether it holds where none of the values matches. */
  readonly isNegative: boolean;
  /** @throws OperandError for a value that it cannot compare with */
  readonly matcher: (value: string) => TextMatcher;
}

type Matching = Operator['matcher'];

const equals: Matching = (value) => (text) => text === value;

const equalsIgnoreCase: Matching = (value) => {
  const wanted = value.toLowerCase();
  return (text) => text.toLowerCase() === wanted;
};

/** By {@link Math.sign} of the difference, which of them fit. */
function compared(read: (text: string) => number, ...fitting: readonly number[]): Matching {
  return (value) => {
    const wanted = read(value);
    if (Number.isNaN(wanted)) throw new OperandError(read === Number ? POLICY_ERRORS.aNumber : POLICY_ERRORS.aTime);
    return (text) => fitting.includes(Math.sign(read(text) - wanted));
  };
}

const isTrue: Matching = (value) => {
  const wanted = value.toLowerCase();
  if (wanted !== 'true' && wanted !== 'false') throw new OperandError(POLICY_ERRORS.aTruth);
  return (text) => text.toLowerCase() === wanted;
};

const inNetwork: Matching = (value) => {
  const list = new BlockList();
  const [address = '', prefix] = value.split('/');
  const family = familyOf(address);
  const bits = Number(prefix ?? (family === 'ipv4' ? 32 : 128));
  if (family === null || !(bits >= 0 && bits <= (family === 'ipv4' ? 32 : 128)))
    throw new OperandError(POLICY_ERRORS.anAddress);
  list.addSubnet(address, bits, family);
  return (text) => {
    const own = familyOf(text);
    return own !== null && list.check(text, own);
  };
};

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  return ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)] ?? null;
}

const positive = (matcher: Matching): Operator => ({ isNegative: false, matcher });
const negative = (matcher: Matching): Operator => ({ isNegative: true, matcher });

/**
 * The operators of conditions (user guide of IAM, policy syntax, 2023). `StringStartWith` and `StringEndWith` are those
 * of its samples.
 * @NOTE unverified: that addresses are compared by IpAddress and NotIpAddress
 */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: positive(equals),
  StringNotEquals: negative(equals),
  StringEqualsIgnoreCase: positive(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: negative(equalsIgnoreCase),
  StringMatch: positive((value) => glob(value)),
  StringNotMatch: negative((value) => glob(value)),
  StringStartWith: positive((value) => (text) => text.startsWith(value)),
  StringEndWith: positive((value) => (text) => text.endsWith(value)),
  NumberEquals: positive(compared(Number, 0)),
  NumberNotEquals: negative(compared(Number, 0)),
  NumberLessThan: positive(compared(Number, -1)),
  NumberLessThanEquals: positive(compared(Number, -1, 0)),
  NumberGreaterThan: positive(compared(Number, 1)),
  NumberGreaterThanEquals: positive(compared(Number, 1, 0)),
  DateLessThan: positive(compared(Date.parse, -1)),
  DateLessThanEquals: positive(compared(Date.parse, -1, 0)),
  DateGreaterThan: positive(compared(Date.parse, 1)),
  DateGreaterThanEquals: positive(compared(Date.parse, 1, 0)),
  Bool: positive(isTrue),
  IpAddress: positive(inNetwork),
  NotIpAddress: negative(inNetwork),
};
