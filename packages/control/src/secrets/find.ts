import { DomainError, type Secret, type VaultId, vaultOf } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { ControlError, nearestTo, notFound } from '@dragoman/input';

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
    throw new ControlError(409, 'vault-ambiguous', `${name} is in the vaults ${holders.join(' and ')}: give vault`, {
      vaults: holders,
    });
  return holders[0] ?? DEFAULT_VAULT;
}

/** How many names are looked at for one that may have been meant. */
const MAX_NAMES = 1_000;

async function unknownSecret(environment: Environment, name: string, vault: VaultId | null): Promise<string> {
  const vaults = vault === null ? await allVaults(environment) : [vault];
  const names: string[] = [];
  for (const one of vaults) {
    const page = { order: 'name', after: null, limit: MAX_NAMES } as const;
    names.push(...(await environment.services.secrets.list(one, page)).map((secret) => secret.name));
  }
  const nearest = nearestTo(name, names);
  const where = vault === null ? '' : ` in the vault ${vault}`;
  const remedy = nearest === null ? 'list them with secrets list' : `did you mean ${nearest}?`;
  return `there is no secret ${name}${where}: ${remedy}`;
}

/** What core rejects, as a control call says it. */
export async function withControlErrors<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    const status = error.code.endsWith('-not-found') ? 404 : 409;
    throw new ControlError(status, error.code, `${error.subject}: ${MEANINGS[error.code] ?? error.code}`);
  });
}

const MEANINGS: Readonly<Partial<Record<DomainError['code'], string>>> = {
  'secret-not-found': 'there is no such secret',
  'secret-name-held-by-deletion':
    'a secret of this name waits for its deletion; restore it at its door, or give another name',
  'secret-pending-deletion': 'it waits for its deletion; restore it at its door first',
  'secret-not-enabled': 'it is disabled or frozen',
  'secret-managed': 'its values come from rotation alone, or from the door that checks their form',
  'version-not-found': 'there is no such version',
  'version-exists': 'there is a version of this id already; give another',
  'version-quota-exceeded': 'it holds as many versions as it may, all of them labelled; take a label away',
  'label-not-found': 'no version has this label',
  'label-built-in': 'CURRENT and PREVIOUS can be moved, not taken away',
  'label-quota-exceeded': 'it has as many labels as it may; take one away',
  'deletion-already-scheduled': 'its deletion is scheduled already',
  'key-disabled': 'the key that seals it is disabled',
  'key-pending-deletion': 'the key that seals it waits for its deletion',
};

/** The secret as it stands. */
export async function secretNow(environment: Environment, vault: VaultId, name: string): Promise<Secret> {
  const secret = await environment.services.secrets.findByName(vault, name);
  if (secret === null) throw notFound(await unknownSecret(environment, name, vault));
  return secret;
}
