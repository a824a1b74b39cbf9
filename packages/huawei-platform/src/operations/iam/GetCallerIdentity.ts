import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { accountOf } from '../../account/account.ts';
import { defineOperation } from '../../operation.ts';
import { unchecked } from '../checks.ts';

/** Who calls, as STS says it: SDKs take the domain's id from here when IAM does not tell it. */
export const GetCallerIdentity = defineOperation({
  service: IAM_SERVICE,
  name: 'GetCallerIdentity',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v5/caller-identity' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({}),
  async run({ caller }) {
    const { domain, user } = accountOf(caller);
    return { account_id: domain.id, principal_id: user.id, principal_urn: `iam::${domain.id}:user:${user.name}` };
  },
});
