import { platformSettings } from '@dragoman/huawei-platform';
import { type Static, Type } from '@sinclair/typebox';

/** The door's own switches: `doors.huawei.*` in the configuration. */
export const huaweiSettings = Type.Object({
  missing_status: Type.Union([Type.Literal(404), Type.Literal(400)], {
    default: 404,
    description:
      'HTTP status for a secret, version or stage that does not exist: ' +
      '404 as clients need it, 400 as the error code table prints it',
  }),
  latest: Type.Union([Type.Literal('newest'), Type.Literal('current')], {
    default: 'newest',
    description: 'what the version id `latest` means: the newest version, or the one that carries SYSCURRENT',
  }),
  strict_names: Type.Boolean({
    default: false,
    description: 'reject dots in the names of new secrets, as the documents do since 2023',
  }),
  value_limit: Type.Union([Type.Literal('32KB'), Type.Literal('64KB')], {
    default: '32KB',
    description: 'how long a secret value may be: 32 KB as the API reference has it, 64 KB as newer guides do',
  }),
  at_label_limit: Type.Union([Type.Literal('reject'), Type.Literal('reserve')], {
    default: 'reject',
    description:
      'where SYSPREVIOUS would become the 13th stage of a secret: reject the new version, ' +
      'or keep a place for each built-in stage, so that the 11th custom one is rejected',
  }),
  create_time: Type.Union([Type.Literal('milliseconds'), Type.Literal('seconds')], {
    default: 'milliseconds',
    description:
      'how exact the times of secrets, versions and stages are, which are shown in milliseconds: ' +
      'to the millisecond, which keeps versions in their order, or to the second, as the cloud shows them',
  }),
  secret_quota: Type.Integer({
    minimum: 0,
    default: 200,
    description: 'how many secrets a project may hold; 0 is no limit',
  }),
  key_quota: Type.Integer({
    minimum: 0,
    default: 100,
    description: 'how many keys beside the default one a project may hold; 0 is no limit',
  }),
  csms_grants: Type.Boolean({
    default: false,
    description:
      'let a grant of a secret open it to a grantee who states rights, as a policy would; off, as what it does is ' +
      'documented nowhere: it is kept and shown',
  }),
  foreign_backups: Type.Boolean({
    default: false,
    description: 'take backups of secrets of other projects too, when they are of this installation',
  }),
  ...platformSettings.properties,
});

/** The door's switches as an operation sees them. */
export type HuaweiSettings = Static<typeof huaweiSettings>;
