import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

/** The longest delay, in milliseconds: what clients give up at by themselves is far below. */
const MAX_LATENCY_MS = 600_000;

const Match = strictObject(
  {
    door: Type.Optional(Type.String({ description: 'huawei, aliyun or bk' })),
    operation: Type.Optional(Type.String({ description: "the operation's name as the vendor writes it" })),
    identity: Type.Optional(
      Type.String({ description: 'id or name of an identity, or what it presents: an access key id, an app code' }),
    ),
    resource: Type.Optional(Type.String({ description: 'the secret, key or credential as the client names it' })),
  },
  { description: 'what a request must be like; what is left out is anything' },
);

const Step = Type.Union([
  Type.Literal('pass', { description: 'nothing happens' }),
  Type.Literal('throttle', {
    description: "the vendor's error for too many requests, with what it tells of when to come back",
  }),
  strictObject(
    {
      latency_ms: Type.Optional(
        Type.Integer({ minimum: 1, maximum: MAX_LATENCY_MS, description: 'first, so long a wait' }),
      ),
      error: Type.Optional(
        Type.String({ description: "the vendor's error of this code, in its own shape, status and headers" }),
      ),
      throttle: Type.Optional(Type.Literal(true)),
      reset: Type.Optional(
        Type.Union([Type.Literal('before'), Type.Literal('after'), Type.Literal('mid-body')], {
          description:
            'the connection is reset: before the operation runs, after it and before its answer, ' +
            'or in the middle of that',
        }),
      ),
      truncate_bytes: Type.Optional(
        Type.Integer({
          minimum: 0,
          description: 'the operation runs, and the connection closes after so many bytes of the body',
        }),
      ),
      slow_bytes_per_second: Type.Optional(
        Type.Integer({ minimum: 1, description: 'the operation runs, and the body comes at this pace' }),
      ),
    },
    { minProperties: 1, description: 'a latency, one way to fail, or the one and then the other' },
  ),
]);

/** A rule as it is given. */
export const FaultRule = strictObject(
  {
    name: Type.Optional(Type.String({ maxLength: 200, description: 'to tell rules apart by' })),
    match: Type.Optional(Match),
    fault: Type.Optional(Step),
    script: Type.Optional(
      Type.Array(Step, { minItems: 1, maxItems: 1_000, description: 'one after the other, a request each' }),
    ),
    times: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'how often the fault happens, or the script is gone through; without it a fault happens ' +
          'without end and a script once',
      }),
    ),
    ttl_seconds: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: "how long the rule holds, by the gateway's clock" }),
    ),
  },
  { description: 'either `fault` or `script`' },
);

export type FaultRule = Static<typeof FaultRule>;
export type FaultStep = Static<typeof Step>;
export type FaultMatch = Static<typeof Match>;

/** A rule as it stands. */
export const StandingRule = strictObject({
  id: Type.Integer({ description: 'to take this rule away by, while the gateway runs' }),
  rule: FaultRule,
  state: Type.Union([Type.Literal('armed'), Type.Literal('spent'), Type.Literal('expired')]),
  hits: Type.Integer({ description: 'how many requests the rule has matched, steps that let pass counted' }),
  remaining: Type.Union([Type.Integer(), Type.Null()], {
    description: 'how many more it will match; null is without end',
  }),
  expires_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], {
    description: "when ttl_seconds are over, by the gateway's clock; null where it has none",
  }),
});

export type StandingRule = Static<typeof StandingRule>;
