import { strictObject } from '@dragoman/input';
import { type Static, Type } from '@sinclair/typebox';

import { policyReference } from './policy-schema.ts';
import { text } from './texts.ts';

const MAX_GRANTS = 1_000;

/** A role or policy of Huawei's IAM that was granted to somebody. */
const grant = strictObject({
  policy: policyReference,
  project: Type.Optional(
    text('where it counts: all, which it is by default, global, a project by its id, or a region by its name', 64),
  ),
  enterprise_project: Type.Optional(text('the enterprise project where it counts, by its id, in place of project', 64)),
});

export type SeedGrant = Static<typeof grant>;

/** What was granted to somebody. */
export const grantList = (description: string) =>
  Type.Optional(Type.Array(grant, { maxItems: MAX_GRANTS, description }));

/** An agency of a domain of Huawei Cloud, which users of another may assume. */
export const agencySchema = strictObject({
  huawei: text('the domain that it belongs to, by its name', 64),
  name: text('as whoever assumes it names it', 64),
  id: Type.Optional(text('of the agency; derived from its name by default', 64)),
  trusts: text('the domain whose users may assume it, by its name', 64),
  grants: grantList('what it may do; without it everything of its domain, and nothing where the list is empty'),
});

export type SeedAgency = Static<typeof agencySchema>;
