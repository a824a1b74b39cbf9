import { huaweiAgency } from '@dragoman/adapter-huawei';
import { registerIdentity } from '@dragoman/core';

import type { SeedAgency } from './grant-schema.ts';
import { grantsOf } from './grants.ts';
import { huaweiId } from './huawei-id.ts';
import type { SeedPath } from './source.ts';
import type { SeedStep, StepParts } from './step.ts';

/** An agency of a domain of Huawei Cloud: an identity of its own, which nobody proves to be but by assuming it. */
export function agencyStep(parts: StepParts, path: SeedPath, given: SeedAgency): SeedStep {
  const { source, claim } = parts;
  const { huawei: domain, name, trusts } = given;
  const id = given.id ?? huaweiId('agency', name, domain);
  const grants = given.grants === undefined ? null : grantsOf(parts, [...path, 'grants'], given.grants);
  const agency = huaweiAgency({ id, name, trusts, domain, domainId: huaweiId('domain', domain, domain), grants });
  claim(`agency ${domain}/${name}`, [...path, 'name']);
  return {
    source,
    path,
    entry: { kind: 'agency', vault: null, name: `${domain}/${name}` },
    content: given,
    isThere: async ({ identities }) => (await identities.list()).some((identity) => identity.id === agency.id),
    create: (services) => registerIdentity(services, agency, []),
  };
}
