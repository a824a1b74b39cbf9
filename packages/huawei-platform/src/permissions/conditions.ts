import { PolicyDocumentError, type TextMatcher } from '@dragoman/protocol-kit';

import { type Path, objectOf, textsOf } from './document-error.ts';
import { POLICY_ERRORS } from './messages.ts';
import { OperandError, OPERATORS } from './operators.ts';

/** What a request has under a key of conditions: one value, or several. */
export type ContextValue = string | readonly string[];

/** Answers what a request has under a key; `undefined` where it has nothing. */
export type ContextLookup = (key: string) => ContextValue | undefined;

/** One key of a condition. */
export interface Condition {
  readonly key: string;
  /** The operator, the key and the values. */
  readonly written: string;
  readonly holds: (found: ContextValue | undefined) => boolean;
}

/** `ForAllValues:` or `ForAnyValue:`, the operator, `IfExists`. */
const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** All of a statement's conditions, each of which must hold. @throws PolicyDocumentError */
export function conditionsOf(given: unknown, path: Path): readonly Condition[] {
  return Object.entries(objectOf(given, path)).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys, [...path, operator])).map(([key, values]) => {
      const at = [...path, operator, key];
      return conditionOf(operator, key, textsOf(values, at, { orOne: true }), at);
    }),
  );
}

function conditionOf(name: string, key: string, values: readonly string[], path: Path): Condition {
  const [, quantifier, base = '', ifExists] = OPERATOR.exec(name) ?? [];
  const written = `${name} ${key} ${values.join(', ')}`;
  if (base === 'Null' && quantifier === undefined && ifExists === undefined)
    return { key, written, holds: nullCondition(values, path) };
  const operator = OPERATORS[base];
  if (operator === undefined) throw new PolicyDocumentError(path.slice(0, -1), POLICY_ERRORS.noConditionOperator);
  const matchers = values.map((value, index) => matcherOf(operator.matcher, value, [...path, index]));
  const { isNegative } = operator;
  const fits: TextMatcher = (text) => matchers.some((matches) => matches(text)) !== isNegative;
  const whenAbsent =
    quantifier === 'ForAllValues' || ifExists !== undefined || (isNegative && quantifier === undefined);
  // One value of the request that is wrong is enough for a negative operator, one that is right for a positive one.
  const isForAll = quantifier === undefined ? isNegative : quantifier === 'ForAllValues';
  return {
    key,
    written,
    holds(found) {
      if (found === undefined) return whenAbsent;
      if (typeof found === 'string') return fits(found);
      return isForAll ? found.every(fits) : found.some(fits);
    },
  };
}

function matcherOf(make: (value: string) => TextMatcher, value: string, path: Path): TextMatcher {
  try {
    return make(value);
  } catch (error) {
    if (error instanceof OperandError) throw new PolicyDocumentError(path, POLICY_ERRORS.operand({ what: error.text }));
    throw error;
  }
}

/** `Null`: whether the request lacks the key. */
function nullCondition(values: readonly string[], path: Path): Condition['holds'] {
  const wrong = values.findIndex((value) => value !== 'true' && value !== 'false');
  if (wrong !== -1) throw new PolicyDocumentError([...path, wrong], POLICY_ERRORS.trueOrFalse);
  return (found) => values.includes(String(found === undefined));
}
