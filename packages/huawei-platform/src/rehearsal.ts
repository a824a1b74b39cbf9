import type { Json } from '@dragoman/core';
import { InvalidInputError, type PermissionQuestion } from '@dragoman/protocol-kit';
import type { TObject } from '@sinclair/typebox';

import { accountOf } from './account/account.ts';
import type { HuaweiCaller } from './auth/caller.ts';
import { HELP } from './messages.ts';
import type { HuaweiCall, HuaweiOperation } from './operation.ts';
import type { PlatformSettings } from './settings.ts';
import { fitBody } from './wire/body.ts';

/**
 * A call that nobody makes: its parameters go where the operation's schema has their names, in its path, query or body.
 * @throws InvalidInputError for an operation that there is not, and for a parameter that it has nowhere
 */
export function rehearsedCall<Settings extends PlatformSettings>(
  operations: readonly HuaweiOperation<Settings>[],
  { identity, operation: name, parameters }: PermissionQuestion,
): { readonly call: HuaweiCall<Settings>; readonly caller: HuaweiCaller } {
  const operation = operations.find((one) => one.name === name);
  if (operation === undefined) throw new InvalidInputError('operation', 'known', HELP.unknownOperation({ name }));
  const { project_id: project, ...others } = parameters;
  const projectId = typeof project === 'string' ? project : accountOf(identity).project.id;
  const given = { path: {}, query: {}, ...(operation.body !== 'ignored' && { body: {} }) };
  for (const [parameter, value] of Object.entries(others)) putParameter(given, operation, parameter, value);
  const { properties } = operation.input as TObject<{ body: TObject }>;
  const body = 'body' in given ? { body: fitBody(properties.body, given.body) } : {};
  return {
    call: { operation, params: {}, given: { ...given, ...body } },
    caller: { identity, projectId, isWithPasscode: false },
  };
}

type InputParts = Partial<Readonly<Record<'path' | 'query' | 'body', Record<string, Json>>>>;

/** @throws InvalidInputError */
function putParameter(given: InputParts, operation: HuaweiOperation<never>, name: string, value: Json): void {
  const { properties } = operation.input as TObject<Record<string, TObject>>;
  for (const part of ['path', 'query', 'body'] as const) {
    const fields = given[part];
    if (fields === undefined || !Object.hasOwn(properties[part]?.properties ?? {}, name)) continue;
    fields[name] = value;
    return;
  }
  throw new InvalidInputError(name, 'known', HELP.unknownParameter({ operationName: operation.name, name }));
}
