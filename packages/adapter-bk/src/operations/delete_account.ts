import { Type } from '@sinclair/typebox';

import { accountById, permitOnAccount, removeAccount } from '../job/accounts.ts';
import { defineOperation } from '../operation.ts';
import { accountId, accountToWire } from '../wire/account.ts';
import { longField } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

/** Deletes an account and answers it. */
export const deleteAccount = defineOperation({
  name: 'delete_account',
  needs: ['manage_account'],
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, id: longField }),
  async run(context, input) {
    const id = accountId(input.id);
    await accountById(context, id);
    await permitOnAccount(context, id);
    return accountToWire(await removeAccount(context, id), context.scope);
  },
});
