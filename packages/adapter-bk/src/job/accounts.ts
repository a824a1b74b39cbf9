import {
  DomainError,
  changeDialectRecord,
  createDialectRecord,
  deleteDialectRecord,
  listDialectRecords,
  loadDialectRecord,
} from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { DOOR } from '../names.ts';
import { nextNumber } from './sequence.ts';
import type { JobContext } from '../operation.ts';
import { permit } from './permissions.ts';
import type { Account, AccountBody } from '../wire/account.ts';

/** Execution accounts, as resources by their numbers. */
const KIND = `${DOOR}.account`;

/** An account to make, its password in the clear. */
type NewAccount = Pick<AccountBody, 'account' | 'alias' | 'category' | 'type' | 'os' | 'password' | 'description'>;

/** @throws JobError 1243007 */
export async function makeAccount(context: JobContext, given: NewAccount): Promise<Account> {
  const { services, vault, username } = context;
  await rejectTakenAlias(context, given, null);
  const ref = { vault, kind: KIND, id: String(await nextNumber(services, 'account')) };
  const password = sealPassword(context, ref.id, given.password);
  return createDialectRecord<AccountBody>(services, {
    ...ref,
    body: (createdAt) => ({
      ...given,
      password,
      creator: username,
      lastModifyUser: username,
      lastModifyTime: createdAt,
    }),
  });
}

/** What an update writes; what is empty or absent stays. */
interface AccountChange {
  readonly alias: string | null;
  readonly description: string | null;
  readonly password: string | null;
}

/** @throws JobError 1244003, 1243007 */
export async function changeAccount(context: JobContext, id: string, change: AccountChange): Promise<Account> {
  const { services, vault, username } = context;
  const { body } = await accountById(context, id);
  await rejectTakenAlias(context, { category: body.category, alias: change.alias || body.alias }, id);
  return orRejectMissing(
    id,
    changeDialectRecord<AccountBody>(services, { vault, kind: KIND, id }, (before) => ({
      dueAt: before.dueAt,
      body: {
        ...before.body,
        alias: change.alias || before.body.alias,
        description: change.description || before.body.description,
        password: sealPassword(context, id, change.password) ?? before.body.password,
        lastModifyUser: username,
        lastModifyTime: services.clock.now(),
      },
    })),
  );
}

/** Answers the account as it was. @throws JobError 1244003 */
export async function removeAccount({ services, vault }: JobContext, id: string): Promise<Account> {
  return orRejectMissing(id, deleteDialectRecord<AccountBody>(services, { vault, kind: KIND, id }));
}

/** @throws JobError 1244003 */
export async function accountById({ services, vault }: JobContext, id: string): Promise<Account> {
  return orRejectMissing(id, loadDialectRecord<AccountBody>(services, { vault, kind: KIND, id }));
}

/** Rejects managing an account, which need not exist. @throws JobError 9900403 */
export async function permitOnAccount(context: JobContext, id: string): Promise<void> {
  const held = (await context.services.resources.find(context.vault, KIND, id)) as Account | null;
  permit(context, 'manage_account', {
    instance: { type: 'account', id, name: held?.body.alias ?? '' },
    creator: held?.body.creator ?? null,
  });
}

/** What a list looks for; `null` is anything. */
interface AccountFilter {
  readonly category: number | null;
  readonly account: string | null;
  readonly alias: string | null;
}

/** The accounts of the scope that fit, in the order in which they were made. */
export async function listAccounts(
  context: JobContext,
  filter: AccountFilter,
  page: { readonly start: number; readonly length: number },
) {
  const { services, vault } = context;
  return listDialectRecords<AccountBody>(services, {
    vault,
    kind: KIND,
    order: 'created',
    from: { offset: page.start },
    limit: page.length,
    where: ({ body }) => fits(context, body, filter),
  });
}

function fits(context: JobContext, body: AccountBody, { category, account, alias }: AccountFilter): boolean {
  return (
    (category === null || body.category === category) &&
    (account === null || isSame(context, body.account, account)) &&
    (alias === null || isSame(context, body.alias, alias))
  );
}

async function rejectTakenAlias(
  context: JobContext,
  wanted: Pick<AccountBody, 'category' | 'alias'>,
  ownId: string | null,
): Promise<void> {
  const { resources } = await listAccounts(context, { ...wanted, account: null }, { start: 0, length: 2 });
  if (resources.some(({ id }) => id !== ownId)) throw new JobError(1243007, { help: HELP.otherAlias });
}

/** As the database's collation compares. */
function isSame({ settings }: JobContext, left: string, right: string): boolean {
  return settings.case_sensitive_names ? left === right : left.toLowerCase() === right.toLowerCase();
}

function sealPassword({ services, vault }: JobContext, id: string, password: string | null): string | null {
  return password === null || password === '' ? null : services.sealer.sealText([KIND, vault, id], password);
}

async function orRejectMissing(id: string, found: Promise<Account>): Promise<Account> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'resource-not-found')
      throw new JobError(1244003, { parameters: [id] });
    throw error;
  }
}
