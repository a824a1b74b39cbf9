import { type Identity, mayUse } from '@dragoman/core';
import type { Message } from '@dragoman/messages';

import { JobError } from '../errors/job-error.ts';
import type { Action, DeniedAction, Instance } from '../errors/permission.ts';
import { HELP } from '../messages.ts';
import { DOOR, scopeKey } from '../names.ts';
import type { JobContext } from '../operation.ts';
import { checkOf } from '../permissions/authorizer.ts';
import type { BkSettings } from '../settings.ts';
import { idFromWire, nameOf } from '../wire/credential.ts';

/** Who wants to do something, and where. */
type PermissionRequest = Pick<JobContext, 'username' | 'scope' | 'permissions' | 'needs'> & {
  readonly settings: Pick<BkSettings, 'deny'>;
};

/** One thing of JOB's that an action is on, and who made it, where that is known. */
interface Subject {
  readonly instance: Instance;
  readonly creator: string | null;
}

/** Whether the user has the permission, and `doors.bk.deny` leaves it. Nobody is rejected. */
export function isPermitted(request: PermissionRequest, action: Action, subject: Subject | null = null): boolean {
  const { permissions, scope } = request;
  const allows = !permissions.asks || permissions.allows(checkOf(action, scope, subject ?? {}));
  return allows && !isDenied(request, action);
}

/**
 * Rejects an action that the user has no permission for, or that `doors.bk.deny` takes.
 * @param subject what the action is on, where that is more than the scope
 * @throws JobError 9900403
 */
export function permit(request: PermissionRequest, action: Action, subject: Subject | null = null): void {
  const { permissions, needs, scope, username } = request;
  if (action !== 'access_business' && !needs.includes(action))
    throw new Error(`the operation does not say that it needs ${action}`);
  if (permissions.asks) permissions.require(checkOf(action, scope, subject ?? {}));
  if (!isDenied(request, action)) return;
  throw permissionError(username, { action, scope, instance: subject?.instance ?? null }, HELP.deniedBySetting);
}

/**
 * Rejects a scope where the caller may not work, or that the user may not access.
 * @param identity one that there is not may work anywhere
 * @throws JobError 9900403
 */
export function permitAccess(request: Omit<PermissionRequest, 'needs'>, identity: Identity | null): void {
  const { username, scope } = request;
  const key = scopeKey(scope);
  if (identity !== null && !mayUse(identity, { door: DOOR, key })) {
    throw permissionError(
      username,
      { action: 'access_business', scope, instance: null },
      HELP.notInScope({ door: DOOR, key }),
    );
  }
  permit({ ...request, needs: [] }, 'access_business');
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
  if (!context.permissions.asks && !isDenied(context, action)) return;
  const held = await context.services.secrets.findById(context.vault, idFromWire(id) ?? '');
  const instance: Instance = { type: 'ticket', id, name: held === null ? '' : nameOf(held) };
  permit(context, action, { instance, creator: held?.createdBy ?? null });
}

/** JOB's rejection of an action. */
export function permissionError(username: string, denied: DeniedAction, help: Message): JobError {
  return new JobError(9900403, {
    parameters: [username],
    denied,
    help: HELP.actionHelp({ action: denied.action, help }),
  });
}

function isDenied(
  { settings, username, scope }: Omit<PermissionRequest, 'permissions' | 'needs'>,
  action: Action,
): boolean {
  return settings.deny.some((rule) => {
    const [user = '', denied = '', ...scopes] = rule.split('/');
    return matches(user, username) && matches(denied, action) && matches(scopes.join('/'), scopeKey(scope));
  });
}

function matches(pattern: string, text: string): boolean {
  return pattern === '*' || pattern === text;
}
