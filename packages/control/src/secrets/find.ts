import { DomainError, type Secret, type VaultId, vaultOf } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { ControlError, nearestTo, notFound } from '@dragoman/input';
import { listed, type Message } from '@dragoman/messages';

import { MESSAGES } from '../messages.ts';
import { meaningOf } from './rejections.ts';

/** The vault of secrets that are made without naming one. */
const DEFAULT_VAULT = 'default';

/** The vault that is called so, or that the address leads to. */
export function vaultNamed({ bindings }: Environment, name: string): VaultId {
  const [door = '', ...key] = name.split(':');
  return key.length === 0 ? name : vaultOf(bindings.current, { door, key: key.join(':') });
}

/** Every vault that there is, in the order of their names. */
export async function allVaults({ bindings, services }: Environment): Promise<VaultId[]> {
  return [...new Set([...bindings.current.values(), ...(await services.secrets.vaults())])].toSorted();
}

/**
 * The vault that has a secret of this name.
 * @throws ControlError 404 where none has it, 409 where several have and none is named
 */
export async function vaultHolding(
  environment: Environment,
  name: string,
  given: string | undefined,
): Promise<VaultId> {
  const vault = await vaultForWriting(environment, name, given);
  if ((await environment.services.secrets.findByName(vault, name)) !== null) return vault;
  throw notFound(await unknownSecret(environment, name, given === undefined ? null : vault));
}

/** The same where one may be made: without a name of a vault and without a secret it is the default one. */
export async function vaultForWriting(
  environment: Environment,
  name: string,
  given: string | undefined,
): Promise<VaultId> {
  if (given !== undefined) return vaultNamed(environment, given);
  const holders: VaultId[] = [];
  for (const vault of await allVaults(environment))
    if ((await environment.services.secrets.findByName(vault, name)) !== null) holders.push(vault);
  if (holders.length > 1)
    throw new ControlError(
      409,
      'vault-ambiguous',
      MESSAGES.ambiguousVault({ name, holders: listed(holders, ' and ') }),
      {
        vaults: holders,
      },
    );
  return holders[0] ?? DEFAULT_VAULT;
}

/** How many names are looked at for one that may have been meant. */
const MAX_NAMES = 1_000;

async function unknownSecret(environment: Environment, name: string, vault: VaultId | null): Promise<Message> {
  const vaults = vault === null ? await allVaults(environment) : [vault];
  const names: string[] = [];
  for (const one of vaults) {
    const page = { order: 'name', after: null, limit: MAX_NAMES } as const;
    names.push(...(await environment.services.secrets.list(one, page)).map((secret) => secret.name));
  }
  const nearest = nearestTo(name, names);
  const where = vault === null ? name : MESSAGES.nameInVault({ name, vault });
  return nearest === null
    ? MESSAGES.unknownSecret({ name: where })
    : MESSAGES.unknownSecretNear({ name: where, nearest });
}

/** What core rejects, as a control call says it. */
export async function withControlErrors<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code.endsWith('-not-found') ? 404 : 409;
    throw new ControlError(
      status,
      error.code,
      MESSAGES.coreRejects({ subject: error.subject, meaning: meaningOf(error.code) }),
    );
  });
}

/** The secret as it stands. */
export async function secretNow(environment: Environment, vault: VaultId, name: string): Promise<Secret> {
  const secret = await environment.services.secrets.findByName(vault, name);
  if (secret === null) throw notFound(await unknownSecret(environment, name, vault));
  return secret;
}
