import { listSecretsByName } from '@dragoman/core';

import { JobFailure } from './errors.ts';
import { DESCRIPTION_LIMIT, NAME_LIMIT, type Scope, scopeKey } from './names.ts';
import type { JobContext } from './operation.ts';
import type { BkSettings } from './settings.ts';
import { idFromWire } from './wire/credential.ts';
import type { Action, Denied } from './wire/permission.ts';

type NameContext = Pick<JobContext, 'services' | 'settings' | 'vault'>;

/** What an insert or an update would write. */
interface Written {
  readonly name: string;
  readonly description: string | null;
  /** The secret that is updated; `null` when one is made. */
  readonly id: string | null;
}

/**
 * Refuses what the service's database has no room for; a name that is taken is found before.
 * @throws JobFailure 1240002, 1243060
 */
export async function refuseOversize(context: NameContext, { name, description, id }: Written): Promise<void> {
  const isLongName = Array.from(name).length > NAME_LIMIT;
  if (!isLongName && Buffer.byteLength(description ?? '') <= DESCRIPTION_LIMIT) return;
  await refuseTakenName(context, name, id);
  throw new JobFailure(1240002, {
    help: isLongName ? `a name has at most ${NAME_LIMIT} characters` : `a description has at most ${DESCRIPTION_LIMIT} bytes`,
  });
}

/** Refuses the name of another credential. @throws JobFailure 1243060 */
export async function refuseTakenName({ services, settings, vault }: NameContext, name: string, ownId: string | null): Promise<void> {
  const folded = (text: string): string => (settings.case_sensitive_names ? text : text.toLowerCase());
  const where = (secret: { readonly id: string; readonly name: string }): boolean => secret.id !== ownId && folded(secret.name) === folded(name);
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: 1, where });
  if (secrets.length > 0) throw new JobFailure(1243060, { parameters: [name] });
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
  const credential = { id, name: held?.name ?? '' };
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
