import { Type } from '@sinclair/typebox';

import { makeAccount } from '../job/accounts.ts';
import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { defineOperation } from '../operation.ts';
import { permit } from '../job/permissions.ts';
import { CATEGORY, accountCategory, accountToWire, accountType, textUpTo, osOf } from '../wire/account.ts';
import { isBlank, longField, textField, textOf } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

/**
 * Makes an execution account of hosts. One of a database needs a system account to go with, which this operation has no
 * field for.
 */
export const createAccount = defineOperation({
  name: 'create_account',
  needs: ['create_account'],
  esb: 'registered',
  apigw: 'POST',
  backend: ['POST'],
  input: Type.Object({
    ...scopeFields,
    account: textField,
    type: longField,
    category: longField,
    password: textField,
    alias: textField,
    description: textField,
  }),
  async run(context, input) {
    const account = textOf(input.account) ?? '';
    if (account === '') throw new JobError(1240003, { validation: 'accountName', help: HELP.giveAccount });
    const type = accountType(input.type);
    const category = accountCategory(input.category);
    const password = textUpTo(input.password, 117, 'accountPassword');
    const alias = textUpTo(input.alias, 255, 'accountAlias');
    const description = textUpTo(input.description, 1024, 'accountDescription');
    permit(context, 'create_account');
    if (category === null || type === null) throw new JobError(1240002, { help: HELP.giveCategoryAndType });
    if (category === CATEGORY.database) throw new JobError(1243008, { help: HELP.systemAccounts });
    const made = {
      account,
      alias: alias === null || isBlank(alias) ? account : alias,
      category,
      type,
      os: osOf(type),
      password,
      description,
    };
    return accountToWire(await makeAccount(context, made), context.scope);
  },
});
