import { Type } from '@sinclair/typebox';

import { changeAccount, permitOnAccount } from '../job/accounts.ts';
import { defineOperation } from '../operation.ts';
import { accountId, accountToWire, textUpTo } from '../wire/account.ts';
import { longField, textField } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

/** Changes alias, description and password of an account; an empty one stays. */
export const updateAccount = defineOperation({
  name: 'update_account',
  needs: ['manage_account'],
  esb: 'unregistered',
  apigw: 'POST',
  backend: ['POST'],
  input: Type.Object({ ...scopeFields, id: longField, alias: textField, description: textField, password: textField }),
  async run(context, input) {
    const id = accountId(input.id);
    const alias = textUpTo(input.alias, 255, 'accountAlias');
    const description = textUpTo(input.description, 1024, 'accountDescription');
    // The message of the rejection says 117, as on making an account.
    const password = textUpTo(input.password, 255, 'accountPassword');
    await permitOnAccount(context, id);
    return accountToWire(await changeAccount(context, id, { alias, description, password }), context.scope);
  },
});
