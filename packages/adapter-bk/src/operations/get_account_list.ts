import { Type } from '@sinclair/typebox';

import { listAccounts } from '../job/accounts.ts';
import { defineOperation } from '../operation.ts';
import { accountCategory, accountToWire } from '../wire/account.ts';
import { isBlank, longField, numberOf, textField, textOf } from '../wire/fields.ts';
import { scopeFields } from '../wire/scope.ts';

const DEFAULT_LENGTH = 20;
const MAX_LENGTH = 1_000;

/** The accounts of a scope, page by page; a number that makes no sense is as if absent. */
export const getAccountList = defineOperation({
  name: 'get_account_list',
  needs: [],
  esb: 'registered',
  apigw: 'GET',
  backend: ['GET', 'POST'],
  input: Type.Object({
    ...scopeFields,
    category: longField,
    account: textField,
    alias: textField,
    start: longField,
    length: longField,
  }),
  async run(context, input) {
    const category = accountCategory(input.category);
    const start = Math.max(numberOf(input.start) ?? 0, 0);
    const requested = numberOf(input.length) ?? 0;
    const length = Math.min(requested > 0 ? requested : DEFAULT_LENGTH, MAX_LENGTH);
    const filled = (text: string | null): string | null => (isBlank(text) ? null : text);
    const filter = { category, account: filled(textOf(input.account)), alias: filled(textOf(input.alias)) };
    const { resources, total } = await listAccounts(context, filter, { start, length });
    return { start, length, total, data: resources.map((account) => accountToWire(account, context.scope)) };
  },
});
