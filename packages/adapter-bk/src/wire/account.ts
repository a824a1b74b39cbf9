import type { DialectRecord } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import type { Scope } from '../names.ts';
import type { Validation } from '../errors/messages.ts';
import { type Scalar, numberOf, textOf } from './fields.ts';

/** What an account is used for. */
export const CATEGORY = { system: 1, database: 2 } as const;

/** The kinds of account: Linux, Windows, MySQL, Oracle, DB2. */
const TYPES = [1, 2, 9, 10, 11];
const WINDOWS = 2;

/** What is kept of an execution account. */
export type AccountBody = {
  readonly account: string;
  readonly alias: string;
  readonly category: number;
  readonly type: number;
  readonly os: string | null;
  /** Sealed; never shown. */
  readonly password: string | null;
  readonly description: string | null;
  readonly creator: string;
  readonly lastModifyUser: string;
  /** Unix milliseconds. */
  readonly lastModifyTime: number;
};

export type Account = DialectRecord<AccountBody>;

/** The text of a field that has at most so many characters. @throws JobError 1240003 */
export function textUpTo(value: Scalar | undefined, limit: number, validation: Validation): string | null {
  const text = textOf(value);
  if (text !== null && text.length > limit) throw new JobError(1240003, { validation });
  return text;
}

/** @throws JobError 1240003 for a type that there is not */
export function accountType(value: Scalar | undefined): number | null {
  return oneOf(numberOf(value), TYPES, 'accountType');
}

/** @throws JobError 1240003 for a category that there is not */
export function accountCategory(value: Scalar | undefined): number | null {
  return oneOf(numberOf(value), Object.values(CATEGORY), 'accountCategory');
}

/** @throws JobError 1240003 */
export function accountId(value: Scalar | undefined): string {
  const id = numberOf(value);
  if (id === null) throw new JobError(1240003, { validation: 'accountId', help: HELP.giveId });
  return String(id);
}

/** The operating system of a system account's hosts. */
export function osOf(type: number): string {
  return type === WINDOWS ? 'Windows' : 'Linux';
}

/** What every account operation answers: never the password. */
export function accountToWire({ id, body, createdAt }: Account, scope: Scope): unknown {
  return {
    bk_biz_id: /^\d+$/.test(scope.id) ? Number(scope.id) : null,
    bk_scope_type: scope.type,
    bk_scope_id: scope.id,
    id: Number(id),
    account: body.account,
    alias: body.alias,
    category: body.category,
    type: body.type,
    db_system_account_id: null,
    os: body.os,
    creator: body.creator,
    create_time: createdAt,
    last_modify_user: body.lastModifyUser,
    last_modify_time: body.lastModifyTime,
    description: body.description,
  };
}

function oneOf(value: number | null, known: readonly number[], validation: Validation): number | null {
  if (value !== null && !known.includes(value))
    throw new JobError(1240003, { validation, help: HELP.oneOf({ known: known.join(', ') }) });
  return value;
}
