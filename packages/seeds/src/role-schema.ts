import { durationSchema, strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { policyList } from './policy-schema.ts';

/** A role that AssumeRole can assume. */
export const roleSchema = strictObject({
  aliyun: Type.String({ pattern: String.raw`^\d{1,20}$`, description: 'the account that it belongs to, in quotes' }),
  name: Type.String({ pattern: '^[A-Za-z0-9_.@-]{1,64}$', description: 'as its ARN has it' }),
  policies: policyList('what a session of it may do; without it everything of the account'),
  trust: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'its trust policy, as RAM has it; without it whoever belongs to the account is trusted',
    }),
  ),
  max_session: Type.Optional(durationSchema('the longest session; PT1H by default')),
});

export type SeedRole = Static<typeof roleSchema>;
