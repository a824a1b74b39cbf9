import { invalidInput, strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { JournalEntry } from './entry.ts';
import { FILTER, type Filter } from './filter.ts';

const Times = strictObject(
  {
    exactly: Type.Optional(Type.Integer({ minimum: 0 })),
    at_least: Type.Optional(Type.Integer({ minimum: 0 })),
    at_most: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { minProperties: 1, description: 'how many such requests there must be; without it at least one' },
);

type Times = Static<typeof Times>;

/** What is said of the requests that came in. */
export const Assertion = strictObject({
  name: Type.Optional(Type.String({ maxLength: 200, description: 'precedes the assertion in the report' })),
  ...FILTER,
  times: Type.Optional(Times),
});

export type Assertion = Static<typeof Assertion>;

const Difference = strictObject({ field: Type.String(), expected: Type.String(), actual: Type.String() });

export type Difference = Static<typeof Difference>;

/** What became of one assertion. */
export const AssertionResult = strictObject({
  assertion: Type.String({ description: 'in words' }),
  passed: Type.Boolean(),
  count: Type.Integer({ description: 'how many requests it is about' }),
  requests: Type.Array(JournalEntry, { description: 'the first of them' }),
  near_misses: Type.Array(strictObject({ entry: JournalEntry, differs: Type.Array(Difference) }), {
    description: 'where too few came: the requests most like those wanted',
  }),
  text: Type.String({ description: 'the same to read' }),
});

export type AssertionResult = Static<typeof AssertionResult>;

/** How often, from and to. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** @param at where the assertion stands @throws ControlError when no number fits */
export function boundsOf({ times = { at_least: 1 } }: Assertion, at: string): Bounds {
  const { exactly, at_least: atLeast, at_most: atMost } = times;
  if (exactly !== undefined && (atLeast !== undefined || atMost !== undefined))
    throw invalidInput(`${at}.times: exactly stands alone`);
  const bounds = { least: exactly ?? atLeast ?? 0, most: exactly ?? atMost ?? Infinity };
  if (bounds.least > bounds.most) throw invalidInput(`${at}.times: at_least is more than at_most`);
  return bounds;
}

/** @param filter what is shown of the assertion's parts */
export function describeAssertion({ name, times }: Assertion, filter: Filter): string {
  const { door, operation, identity, resource, outcome, code, injected } = filter;
  const parts = [
    operation ?? 'any operation',
    door === undefined ? '' : `at ${door}`,
    resource === undefined ? '' : `of ${resource}`,
    identity === undefined ? '' : `by ${identity}`,
    outcome === undefined ? '' : `that ${ENDED[outcome]}`,
    code === undefined ? '' : `with code ${code}`,
    injected === undefined ? '' : injected ? 'by a fault rule' : 'by no fault rule',
  ];
  const label = name === undefined ? '' : `${name}: `;
  return `${label}${describeTimes(times)} ${parts.filter((part) => part !== '').join(' ')}`;
}

const ENDED = {
  success: 'succeeded',
  rejected: 'was rejected',
  error: 'ended in an error',
  failed: 'failed',
} as const;

function describeTimes(times: Times = { at_least: 1 }): string {
  const { exactly, at_least: atLeast, at_most: atMost } = times;
  if (exactly !== undefined) return exactly === 0 ? 'never' : `exactly ${exactly} ×`;
  const least = atLeast === undefined ? [] : [`at least ${atLeast}`];
  const most = atMost === undefined ? [] : [`at most ${atMost}`];
  return `${[...least, ...most].join(' and ')} ×`;
}
