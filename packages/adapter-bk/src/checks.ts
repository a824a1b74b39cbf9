import { type Secret, listSecretsByName } from '@dragoman/core';

import { JobFailure } from './errors.ts';
import { DESCRIPTION_LIMIT, NAME_LIMIT } from './names.ts';
import type { JobContext } from './operation.ts';
import { idFromWire, nameOf } from './wire/credential.ts';
import { isBlank } from './wire/scope.ts';

/** What is too long for the service's database; `null` when nothing is. */
export function oversize(name: string, description: string | null): JobFailure | null {
  if (Array.from(name).length > NAME_LIMIT)
    return new JobFailure(1240002, { help: `a name has at most ${NAME_LIMIT} characters` });
  const isLong = Buffer.byteLength(description ?? '') > DESCRIPTION_LIMIT;
  return isLong ? new JobFailure(1240002, { help: `a description has at most ${DESCRIPTION_LIMIT} bytes` }) : null;
}

/** Refuses the name of another credential where names are unique. @throws JobFailure 1243060 */
export async function rejectTakenName(context: JobContext, name: string, ownId: string | null): Promise<void> {
  if (await isTakenName(context, name, ownId)) throw new JobFailure(1243060, { parameters: [name] });
}

/**
 * Whether the service would refuse the name of a credential: a blank one, or another's where names are unique.
 * @param id of the credential as the wire has it; `null` or an id of none for a new one
 */
export async function isNameRejected(context: JobContext, name: string | null, id: string | null): Promise<boolean> {
  return name === null || isBlank(name) || isTakenName(context, name, idFromWire(id ?? ''));
}

async function isTakenName(
  { services, settings, traits, vault }: JobContext,
  name: string,
  ownId: string | null,
): Promise<boolean> {
  if (!traits.hasUniqueNames) return false;
  const folded = (text: string): string => (settings.case_sensitive_names ? text : text.toLowerCase());
  const where = (secret: Secret): boolean => secret.id !== ownId && folded(nameOf(secret)) === folded(name);
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: 1, where });
  return secrets.length > 0;
}
