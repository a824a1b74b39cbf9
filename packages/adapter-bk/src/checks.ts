import { type Secret, listSecretsByName } from '@dragoman/core';

import { JobFailure } from './errors.ts';
import { DESCRIPTION_LIMIT, NAME_LIMIT, type Scope, scopeKey } from './names.ts';
import type { JobContext } from './operation.ts';
import type { BkSettings } from './settings.ts';
import { idFromWire, nameOf } from './wire/credential.ts';
import type { Action, Denied } from './wire/permission.ts';

/** What is too long for the service's database; `null` when nothing is. */
export function oversize(name: string, description: string | null): JobFailure | null {
  if (Array.from(name).length > NAME_LIMIT) return new JobFailure(1240002, { help: `a name has at most ${NAME_LIMIT} characters` });
  const isLong = Buffer.byteLength(description ?? '') > DESCRIPTION_LIMIT;
  return isLong ? new JobFailure(1240002, { help: `a description has at most ${DESCRIPTION_LIMIT} bytes` }) : null;
}

/** Refuses the name of another credential where names are unique. @throws JobFailure 1243060 */
export async function refuseTakenName(context: JobContext, name: string, ownId: string | null): Promise<void> {
  if (await isTakenName(context, name, ownId)) throw new JobFailure(1243060, { parameters: [name] });
}

/** Whether another credential of the scope has the name, and names are unique. */
export async function isTakenName({ services, settings, traits, vault }: JobContext, name: string, ownId: string | null): Promise<boolean> {
  if (!traits.hasUniqueNames) return false;
  const folded = (text: string): string => (settings.case_sensitive_names ? text : text.toLowerCase());
  const where = (secret: Secret): boolean => secret.id !== ownId && folded(nameOf(secret)) === folded(name);
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: 1, where });
  return secrets.length > 0;
}

/**
 * Refuses an action in a scope that `doors.bk.deny` takes from the user.
 * @throws JobFailure 9900403
 */
export function permit(settings: BkSettings, username: string, action: 'access_business' | 'create_ticket', scope: Scope): void {
  if (isDenied(settings, username, action, scope)) throw refusedPermission(username, { action, scope, credential: null }, TAKEN_AWAY);
}

/**
 * Refuses to manage a credential where `doors.bk.deny` takes that from the user.
 * @param id as the wire has it
 * @throws JobFailure 9900403
 */
export async function permitManaging({ services, settings, vault, scope, username }: JobContext, id: string): Promise<void> {
  if (!isDenied(settings, username, 'manage_ticket', scope)) return;
  const held = await services.secrets.findById(vault, idFromWire(id) ?? '');
  const credential = { id, name: held === null ? '' : nameOf(held) };
  throw refusedPermission(username, { action: 'manage_ticket', scope, credential }, TAKEN_AWAY);
}

/** JOB's refusal of an action. */
export function refusedPermission(username: string, denied: Denied, help: string): JobFailure {
  return new JobFailure(9900403, { parameters: [username], denied, help: `${denied.action}: ${help}` });
}

const TAKEN_AWAY = 'doors.bk.deny takes this permission from the user';

function isDenied(settings: BkSettings, username: string, action: Action, scope: Scope): boolean {
  return settings.deny.some((rule) => {
    const [user = '', deniedAction = '', ...scopes] = rule.split('/');
    return matches(user, username) && matches(deniedAction, action) && matches(scopes.join('/'), scopeKey(scope));
  });
}

function matches(pattern: string, text: string): boolean {
  return pattern === '*' || pattern === text;
}
