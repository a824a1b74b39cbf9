import { type Identity, mayUse } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { DOOR, type Scope, scopeKey } from '../names.ts';
import type { JobContext } from '../operation.ts';
import type { BkSettings } from '../settings.ts';
import { idFromWire, nameOf } from '../wire/credential.ts';
import type { Action, DeniedAction, Instance } from '../errors/permission.ts';

/** Who wants to do something, and where. */
interface PermissionRequest {
  readonly settings: Pick<BkSettings, 'deny'>;
  readonly username: string;
  readonly scope: Scope;
}

/** Whether `doors.bk.deny` leaves the action to the user. */
export function isPermitted({ settings, username, scope }: PermissionRequest, action: Action): boolean {
  return !settings.deny.some((rule) => {
    const [user = '', denied = '', ...scopes] = rule.split('/');
    return matches(user, username) && matches(denied, action) && matches(scopes.join('/'), scopeKey(scope));
  });
}

/**
 * Rejects an action that `doors.bk.deny` takes from the user.
 * @param instance what the action is about, where it is about more than the scope
 * @throws JobError 9900403
 */
export function permit(request: PermissionRequest, action: Action, instance: Instance | null = null): void {
  if (isPermitted(request, action)) return;
  throw permissionError(
    request.username,
    { action, scope: request.scope, instance },
    'doors.bk.deny takes this permission from the user',
  );
}

/**
 * Rejects a scope where the caller may not work, or is denied it.
 * @param who one without an identity may work anywhere
 * @throws JobError 9900403
 */
export function permitAccess(
  settings: BkSettings,
  who: { readonly username: string; readonly identity: Identity | null },
  scope: Scope,
): void {
  const { username, identity } = who;
  const key = scopeKey(scope);
  if (identity !== null && !mayUse(identity, { door: DOOR, key })) {
    throw permissionError(
      username,
      { action: 'access_business', scope, instance: null },
      `the identity may not use ${DOOR}:${key}`,
    );
  }
  permit({ settings, username, scope }, 'access_business');
}

/**
 * Rejects an action on a credential, which need not exist.
 * @param id as the wire has it
 * @throws JobError 9900403
 */
export async function permitOnCredential(
  context: JobContext,
  action: 'manage_ticket' | 'use_ticket',
  id: string,
): Promise<void> {
  if (isPermitted(context, action)) return;
  const held = await context.services.secrets.findById(context.vault, idFromWire(id) ?? '');
  permit(context, action, { type: 'ticket', id, name: held === null ? '' : nameOf(held) });
}

/** JOB's rejection of an action. */
function permissionError(username: string, denied: DeniedAction, help: string): JobError {
  return new JobError(9900403, { parameters: [username], denied, help: `${denied.action}: ${help}` });
}

function matches(pattern: string, text: string): boolean {
  return pattern === '*' || pattern === text;
}
