import {
  andThen,
  type Awaitable,
  DomainError,
  type Secret,
  createSecret,
  moveSecret,
  updateCredential,
} from '@dragoman/core';

import { HELP } from '../messages.ts';
import { oversizeError, rejectTakenName } from './credential-names.ts';
import { JobError } from '../errors/job-error.ts';
import { DOOR, VERSIONING } from '../names.ts';
import type { JobContext } from '../operation.ts';
import { permitOnCredential } from './permissions.ts';
import { scopeOfVault } from './scope-vaults.ts';
import { type CredentialChange, idFromWire, nameOf } from '../wire/credential.ts';
import { isBlank } from '../wire/fields.ts';

/** A credential to make. */
export interface NewCredential {
  readonly name: string;
  readonly description: string | null;
  /** See `credentialToText`. */
  readonly text: string;
}

/** @throws JobError 1243060, 1240002 */
export async function makeCredential(context: JobContext, { name, description, text }: NewCredential): Promise<Secret> {
  const tooLong = oversizeError(name, description);
  if (tooLong !== null) {
    await rejectTakenName(context, name, null);
    throw tooLong;
  }
  return underFreeName(context, { name, ownId: null }, async (free) =>
    createSecret(context.services, {
      vault: context.vault,
      name: free,
      actor: context.username,
      value: { type: 'text', data: text },
      versionId: null,
      description,
      keyId: null,
      tags: [],
      attributes: free === name ? {} : { [DOOR]: { name } },
      limits: { maxSecrets: null, caselessName: isCaseless(context) },
    }),
  );
}

/**
 * Updates a credential, which may be in another scope where `doors.bk.update_moves` lets it move.
 * @throws JobError 9900403, 1243060, 1243048, 1240002, in this order
 */
export async function changeCredential(context: JobContext, change: CredentialChange): Promise<Secret> {
  await permitOnCredential(context, 'manage_ticket', change.id);
  const { name, description } = change;
  if (context.features.hasUniqueNames && name !== undefined) rejectUnnamed(context, name);
  const held = await credentialById(context, change.id, context.settings.update_moves);
  const tooLong =
    name === null
      ? new JobError(1240002, { help: HELP.giveNameOfCredential })
      : oversizeError(name ?? '', description ?? null);
  // The service looks at the name before it looks for the credential.
  const isNameFirst = held === null || tooLong !== null || held.vault !== context.vault;
  if (isNameFirst && typeof name === 'string') await rejectTakenName(context, name, idFromWire(change.id));
  if (held === null) throw unknownCredential(context, change.id);
  if (tooLong !== null) throw tooLong;
  return writeChange(context, held, { ...change, name: name ?? nameOf(held) });
}

/**
 * Rejects a blank name, which the service takes for one that is taken, and no name, which it cannot write.
 * @throws JobError 1243060, 1240002
 */
export function rejectUnnamed({ features }: JobContext, name: string | null): string {
  if (features.hasUniqueNames && isBlank(name))
    throw new JobError(1243060, { parameters: [name ?? 'null'], help: HELP.giveNameOfCredential });
  if (name === null) throw new JobError(1240002, { help: HELP.giveNameOfCredential });
  return name;
}

async function writeChange(
  context: JobContext,
  held: Secret,
  change: CredentialChange & { readonly name: string },
): Promise<Secret> {
  const { name, type, description, slots } = change;
  const { services, vault, username: actor } = context;
  const request = {
    ref: { vault, id: held.id },
    actor,
    slots,
    policy: VERSIONING,
    caselessName: isCaseless(context),
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
  };
  if (held.vault === vault && nameOf(held) === name) return updateCredential(services, request);
  return underFreeName(context, { name, ownId: held.id }, async (free) => {
    if (held.vault !== vault) {
      await moveSecret(services, {
        ref: { vault: held.vault, id: held.id },
        to: vault,
        name: free,
        actor,
        caselessName: request.caselessName,
      });
    }
    return updateCredential(services, {
      ...request,
      name: free,
      attributes: { dialect: DOOR, set: { name: free === name ? null : name } },
    });
  });
}

/** The error where the scope has no credential of this id. */
export function unknownCredential({ vault }: Pick<JobContext, 'vault'>, id: string): JobError {
  const missing = new DomainError('secret-not-found', idFromWire(id) ?? id, vault);
  return new JobError(1243048, { help: HELP.unknownCredential }).becauseOf(missing);
}

/**
 * The credential that has the id; `null` where there is none, or it waits for its deletion.
 * @param anywhere whether it may be in another scope
 */
export function credentialById(
  { services: { secrets }, vault, bindings }: JobContext,
  id: string,
  anywhere: boolean,
): Awaitable<Secret | null> {
  const secretId = idFromWire(id);
  if (secretId === null) return null;
  const found = andThen(
    secrets.findById(vault, secretId),
    (here) => here ?? (anywhere ? secrets.findAnywhere(secretId) : null),
  );
  return andThen(found, (held) => {
    if (held === null || held.deletionDueAt !== null) return null;
    return held.vault === vault || scopeOfVault(held.vault, bindings) !== null ? held : null;
  });
}

/**
 * Writes under the first name that is free: the wanted one, or else one with a number behind it, as names are unique
 * in a vault. A name that is taken is rejected where names are unique to the service too.
 * @throws JobError 1243060, and what `write` throws but for taken names
 */
async function underFreeName(
  context: JobContext,
  wanted: { readonly name: string; readonly ownId: string | null },
  write: (free: string) => Promise<Secret>,
): Promise<Secret> {
  for (let count = 1; ; count += 1) {
    try {
      return await write(count === 1 && wanted.name !== '' ? wanted.name : `${wanted.name}-${count}`);
    } catch (error) {
      if (!isNameTaken(error)) throw error;
      if (context.features.hasUniqueNames) await rejectTakenName(context, wanted.name, wanted.ownId);
    }
  }
}

function isNameTaken(error: unknown): boolean {
  return (
    error instanceof DomainError && (error.code === 'secret-exists' || error.code === 'secret-name-held-by-deletion')
  );
}

function isCaseless({ features, settings }: JobContext): boolean {
  return features.hasUniqueNames && !settings.case_sensitive_names;
}
