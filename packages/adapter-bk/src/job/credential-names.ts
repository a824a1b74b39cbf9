import { type Secret, listSecretsByName } from '@dragoman/core';

import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import { MAX_DESCRIPTION_BYTES, MAX_NAME_LENGTH } from '../names.ts';
import type { JobContext } from '../operation.ts';
import { idFromWire, nameOf } from '../wire/credential.ts';
import { isBlank } from '../wire/fields.ts';

/** What is too long for the service's database; `null` when nothing is. */
export function oversizeError(name: string, description: string | null): JobError | null {
  if (Array.from(name).length > MAX_NAME_LENGTH)
    return new JobError(1240002, { help: HELP.nameLength({ limit: MAX_NAME_LENGTH }) });
  const isLong = Buffer.byteLength(description ?? '') > MAX_DESCRIPTION_BYTES;
  return isLong ? new JobError(1240002, { help: HELP.descriptionLength({ limit: MAX_DESCRIPTION_BYTES }) }) : null;
}

/** Rejects the name of another credential where names are unique. @throws JobError 1243060 */
export async function rejectTakenName(context: JobContext, name: string, ownId: string | null): Promise<void> {
  if (await isTakenName(context, name, ownId)) throw new JobError(1243060, { parameters: [name] });
}

/**
 * Whether the service would reject the name of a credential: a blank one, or another's where names are unique.
 * @param id of the credential as the wire has it; `null` or an id of none for a new one
 */
export async function isNameRejected(context: JobContext, name: string | null, id: string | null): Promise<boolean> {
  return name === null || isBlank(name) || isTakenName(context, name, idFromWire(id ?? ''));
}

async function isTakenName(
  { services, settings, features, vault }: JobContext,
  name: string,
  ownId: string | null,
): Promise<boolean> {
  if (!features.hasUniqueNames) return false;
  const folded = (text: string): string => (settings.case_sensitive_names ? text : text.toLowerCase());
  const where = (secret: Secret): boolean => secret.id !== ownId && folded(nameOf(secret)) === folded(name);
  const { secrets } = await listSecretsByName(services, vault, { after: null, limit: 1, where });
  return secrets.length > 0;
}
