import type { DeniedCheck, Identity, PermissionMode } from '@dragoman/core';
import { type GrantedPermissions, RequestPermissions, UNRESTRICTED, isAsked } from '@dragoman/protocol-kit';

import type { App } from '../auth/principals.ts';
import { HELP } from '../messages.ts';
import { type BkCheck, authorizer } from '../permissions/authorizer.ts';
import { statedApis, statedPermissions } from '../permissions/stated.ts';
import { permissionError } from './permissions.ts';

/** Who calls. */
interface Calling {
  readonly username: string;
  /** Whose permissions count: the user's, or the app's where the user is just a name. */
  readonly identity: Identity | null;
  /** `null` where no app calls. */
  readonly app: App | null;
}

/** What is called, as apps are granted it; `null` where they need no grant. */
type ApiOf = () => { reject(app: App): Error } | null;

/** What a request may do, by the permissions and APIs that its caller states. */
export function permissionsOf(mode: PermissionMode, calling: Calling, apiOf: ApiOf): GrantedPermissions {
  const { username, identity, app } = calling;
  const permissions = identity === null ? null : statedPermissions(identity);
  const apis = app === null ? null : statedApis(app.identity);
  const statesRights = permissions !== null || apis !== null;
  if (!isAsked(mode, statesRights)) return UNRESTRICTED;
  const principal = { username, permissions, apis };
  // The checks of a door's operations are all of the one kind that its decisions take.
  return new RequestPermissions<BkCheck>({
    mode,
    decide: statesRights ? (checks) => authorizer.decide(principal, checks) : null,
    reject: (denied) => rejectionOf(calling, denied, apiOf),
  });
}

function rejectionOf({ username, app }: Calling, { check }: DeniedCheck<BkCheck>, apiOf: ApiOf): Error {
  if (check.kind === 'app') {
    const api = apiOf();
    if (app === null || api === null) throw new Error(`no app is asked for ${check.resource}`);
    return api.reject(app);
  }
  const { action, scope, instance, resource } = check;
  return permissionError(username, { action, scope, instance }, HELP.noPermissionOn({ username, resource }));
}
