import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { accountOf } from '../../account/account.ts';
import { defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { domainToWire } from '../../wire/iam/project.ts';
import { unchecked } from '../checks.ts';

/** Lists the domains that the caller may work in: its own. */
export const KeystoneListAuthDomains = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListAuthDomains',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v3/auth/domains' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({}),
  async run({ caller, request }) {
    const origin = originOf(request);
    return { domains: [domainToWire(accountOf(caller).domain, origin)], links: { self: `${origin}/v3/auth/domains` } };
  },
});
