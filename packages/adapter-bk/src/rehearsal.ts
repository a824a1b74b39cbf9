import type { Identity, Json } from '@dragoman/core';
import { InvalidInputError, type PermissionQuestion } from '@dragoman/protocol-kit';

import type { App } from './auth/principals.ts';
import { HELP } from './messages.ts';
import { DOOR, type Scope } from './names.ts';
import type { JobOperation } from './operation.ts';
import { operations } from './operations/index.ts';

/** A call that nobody makes, and who would make it. */
interface Rehearsed {
  readonly operation: JobOperation;
  readonly given: Readonly<Record<string, Json>>;
  readonly caller: {
    readonly identity: Identity;
    readonly username: string;
    readonly app: App;
    readonly scope: Scope | null;
  };
}

/**
 * A call of the open API that nobody makes, by the user and app of one identity.
 * @param scopeOf which scope parameters name
 * @throws InvalidInputError for an operation that the open API has not
 */
export function rehearsedCall(
  { identity, operation: name, parameters }: PermissionQuestion,
  scopeOf: (parameters: Readonly<Record<string, Json>>) => Scope | null,
): Rehearsed {
  const operation = operations.find((one) => one.name === name);
  if (operation === undefined) throw new InvalidInputError('operation', 'known', HELP.noOpenOperation({ name }));
  return {
    operation,
    given: parameters,
    caller: {
      identity,
      username: usernameOf(identity),
      app: { code: identity.name, identity },
      scope: scopeOf(parameters),
    },
  };
}

/** The user whom an identity is. */
export function usernameOf({ name, attributes }: Identity): string {
  const username = attributes[DOOR]?.['username'];
  return typeof username === 'string' ? username : name;
}
