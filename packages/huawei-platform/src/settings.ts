import { type Static, Type } from '@sinclair/typebox';

import { CLOCK_SKEW_MINUTES } from './names.ts';

/** The switches of what stands in front of every service, and of SMN: a part of `doors.huawei.*`. */
export const platformSettings = Type.Object({
  smn_targets: Type.Record(Type.String({ minLength: 1 }), Type.String({ pattern: '^https?://.+$' }), {
    default: {},
    description:
      'where notifications of an SMN topic are posted to, by the URN of the topic; ' +
      'those of any other topic count as delivered',
  }),
  error_envelope: Type.Union([Type.Literal('vendor'), Type.Literal('flat')], {
    default: 'vendor',
    description:
      'whether rejections of KMS and of tag, event, record and rotate operations are inside an `error` object ' +
      'as the service has it, or flat, which the Node SDK reads',
  }),
  placeholder_project: Type.Boolean({
    default: false,
    description:
      'take the `{project_id}` that an SDK without project and region leaves in the path for the project of who ' +
      'signs, where that has but one',
  }),
  throttle: Type.Boolean({
    default: false,
    description:
      'reject what a user asks beyond 20 times in a second with 429 APIGW.0308, as the gateway of the cloud does',
  }),
  clock_skew_minutes: Type.Integer({
    minimum: 0,
    default: CLOCK_SKEW_MINUTES,
    description: "how far the time of a signature may be from the gateway's, in minutes; 0 is not checked",
  }),
});

/** These switches as an operation sees them. */
export type PlatformSettings = Static<typeof platformSettings>;
