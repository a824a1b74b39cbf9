import type { Json } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { PolicyDocumentError } from '@dragoman/protocol-kit';

import { ACTION_NAMES, type Action } from '../errors/permission.ts';
import { HELP } from '../messages.ts';

/** A permission that BKIAM gave a user: an action on one thing, on everything of a scope, or on anything. */
export interface Grant {
  readonly action: Action;
  /** `ticket/<id>`, `account/<id>`, `file_source/<number>`, `<scope type>/<scope id>` or `*`. */
  readonly on: string;
}

const SCOPE = /^(biz|biz_set|tenant_set)\/[^/\s]+$/;
const INSTANCE = /^(ticket|account|file_source)\/[^/\s]+$/;

/** What an action may be on beside a scope; none of these are on the scope alone. */
const INSTANCES: Readonly<Record<Action, string | null>> = {
  access_business: null,
  create_ticket: null,
  manage_ticket: 'ticket',
  use_ticket: 'ticket',
  create_account: null,
  manage_account: 'account',
  create_file_source: null,
  view_file_source: 'file_source',
  manage_file_source: 'file_source',
};

/**
 * Reads permissions as an identity states them, such as `access_business biz/2` and `manage_ticket ticket/<id>`.
 * @throws PolicyDocumentError with the place in the list
 */
export function readPermissions(stated: Json): readonly Grant[] {
  return (stated as readonly string[]).map(readPermission);
}

function readPermission(text: string, index: number): Grant {
  const [action = '', on = '', ...rest] = text.split(' ');
  if (rest.length > 0 || on === '') throw new PolicyDocumentError([index], HELP.permissionForm);
  if (!isAction(action))
    throw new PolicyDocumentError([index], HELP.permissionAction({ names: ACTION_NAMES.join(', ') }));
  if (on !== '*' && !SCOPE.test(on) && !isInstanceOf(action, on))
    throw new PolicyDocumentError([index], fitting(action));
  return { action, on: INSTANCE.test(on) ? on.replaceAll('-', '').toLowerCase() : on };
}

function isAction(name: string): name is Action {
  return ACTION_NAMES.includes(name);
}

function isInstanceOf(action: Action, on: string): boolean {
  return INSTANCE.test(on) && on.startsWith(`${INSTANCES[action]}/`);
}

function fitting(action: Action): Message {
  const instance = INSTANCES[action];
  const others = instance === null ? '' : `${instance}/<id>, `;
  return HELP.permissionOn({ others });
}
