import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { ramId, roleId } from '../sts/role.ts';

export const GetCallerIdentity = defineOperation({
  name: 'GetCallerIdentity',
  input: Type.Object({}),
  async run({ caller: { account, identity, session } }) {
    if (session === null) {
      const user = ramId('2', identity.id);
      return {
        IdentityType: 'RAMUser',
        AccountId: account,
        UserId: user,
        PrincipalId: user,
        Arn: `acs:ram::${account}:user/${identity.name}`,
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
