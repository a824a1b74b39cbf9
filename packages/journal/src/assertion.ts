import { invalidInput, strictObject } from '@dragoman/input';
import { type Message, verbatim } from '@dragoman/messages';
import { type Static, Type } from '@sinclair/typebox';

import { JournalEntry } from './entry.ts';
import { FILTER, type Filter } from './filter.ts';
import { REPORT } from './messages.ts';

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
    throw invalidInput(REPORT.exactlyAlone({ at }));
  const bounds = { least: exactly ?? atLeast ?? 0, most: exactly ?? atMost ?? Infinity };
  if (bounds.least > bounds.most) throw invalidInput(REPORT.leastOverMost({ at }));
  return bounds;
}

/** @param filter what is shown of the assertion's parts */
export function describeAssertion({ name, times }: Assertion, filter: Filter): Message {
  const { door, operation, identity, resource, outcome, code, injected } = filter;
  const parts = [
    door === undefined ? null : REPORT.atDoor({ door }),
    resource === undefined ? null : REPORT.ofResource({ resource }),
    identity === undefined ? null : REPORT.byIdentity({ identity }),
    outcome === undefined ? null : ENDED[outcome],
    code === undefined ? null : REPORT.withCode({ code }),
    injected === undefined ? null : injected ? REPORT.byFault : REPORT.byNoFault,
  ];
  const wanted = parts
    .filter((part) => part !== null)
    .reduce(
      (before, next) => REPORT.and({ before, next }),
      operation === undefined ? REPORT.anyOperation : verbatim(operation),
    );
  const described = REPORT.wanted({ times: describeTimes(times), wanted });
  return name === undefined ? described : REPORT.named({ name, described });
}

const ENDED = {
  success: REPORT.succeeded,
  rejected: REPORT.wasRejected,
  error: REPORT.endedInError,
  failed: REPORT.hasFailed,
} as const;

function describeTimes(times: Times = { at_least: 1 }): Message {
  const { exactly, at_least: least, at_most: most } = times;
  if (exactly !== undefined) return exactly === 0 ? REPORT.never : REPORT.exactly({ exactly });
  if (least !== undefined && most !== undefined) return REPORT.between({ least, most });
  return most === undefined ? REPORT.atLeast({ least: least ?? 0 }) : REPORT.atMost({ most });
}
