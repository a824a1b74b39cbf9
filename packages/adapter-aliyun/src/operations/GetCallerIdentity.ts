import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { principalArn, userId } from '../auth/principal.ts';
import { roleId } from '../sts/role.ts';
import { onNothing } from '../secrets/secret-checks.ts';

export const GetCallerIdentity = defineOperation({
  name: 'GetCallerIdentity',
  input: Type.Object({}),
  checks: onNothing,
  async run({ caller }) {
    const { account, identity, session } = caller;
    if (session === null) {
      const user = userId(identity);
      return {
        IdentityType: 'RAMUser',
        AccountId: account,
        UserId: user,
        PrincipalId: user,
        Arn: principalArn(caller),
      };
    }
    // UserId is for accounts and users alone.
    return {
      IdentityType: 'AssumedRoleUser',
      AccountId: account,
      RoleId: roleId(session),
      PrincipalId: `${roleId(session)}:${session.name}`,
      Arn: `acs:ram::${account}:assumed-role/${session.role}/${session.name}`,
    };
  },
});
