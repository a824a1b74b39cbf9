import type { Action, Instance } from '../errors/permission.ts';
import type { JobContext, Needs } from '../operation.ts';
import { type BkCheck, checkOf } from '../permissions/authorizer.ts';

/** By the kind of thing that an action is on, the fields that name it. */
const FIELDS: Partial<Readonly<Record<Action, readonly [Instance['type'], ...string[]]>>> = {
  manage_ticket: ['ticket', 'id', 'credentialId'],
  use_ticket: ['ticket', 'credential_id'],
  manage_account: ['account', 'id'],
};

/**
 * The operation with what it asks for, access to the scope first, so that it can be told without a call. Which rights
 * come with having made something is not looked up.
 * @param needs beside the access; those of the operation by default
 */
export function withChecks<Operation extends Needs>(operation: Operation, needs = operation.needs) {
  return {
    ...operation,
    checks: (context: JobContext, input: Readonly<Record<string, unknown>>): BkCheck[] => [
      checkOf('access_business', context.scope),
      ...needs.flatMap((action) => checksOf(action, context, input)),
    ],
  };
}

function checksOf(action: Action, { scope }: JobContext, input: Readonly<Record<string, unknown>>): BkCheck[] {
  const [type, ...fields] = FIELDS[action] ?? [];
  if (type === undefined) return [checkOf(action, scope)];
  const id = fields.map((field) => input[field]).find((value) => typeof value === 'string' && value !== '');
  return typeof id === 'string' ? [checkOf(action, scope, { instance: { type, id, name: '' } })] : [];
}
