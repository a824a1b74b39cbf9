import {
  changeKey,
  deleteSecret,
  type CustomerKey,
  listKeys,
  listSecretsByCreation,
  type Secret,
  type Services,
  type VaultId,
} from '@dragoman/core';

import { type Instance, INSTANCES } from './instances/instance.ts';
import { deleteThing, type InstanceParts } from './instances/instance-records.ts';
import { rejection } from './errors/rejections.ts';
import { keyInstanceOf } from './keys/key-metadata.ts';
import { HELP } from './messages/operations.ts';
import { instanceIdOf } from './secrets/secret-attributes.ts';

interface ContentsParts {
  readonly services: Pick<Services, 'keys' | 'secrets' | 'clock' | 'ids' | 'events'>;
  readonly vault: VaultId;
}

const COUNTED = { offset: 0, limit: 0 };
const ALL = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

/** How many keys and secrets an instance holds. */
export async function countedContents(parts: ContentsParts, id: string): Promise<{ keys: number; secrets: number }> {
  const { services, vault } = parts;
  const keys = await listKeys(services, vault, { ...COUNTED, where: isKeyOf(id) });
  const secrets = await listSecretsByCreation(services, vault, { ...COUNTED, where: isSecretOf(id) });
  return { keys: keys.total, secrets: secrets.total };
}

/** The keys and secrets that an instance holds. */
export async function contentsOf(
  { services, vault }: ContentsParts,
  id: string,
): Promise<{ readonly keys: readonly CustomerKey[]; readonly secrets: readonly Secret[] }> {
  const { keys } = await listKeys(services, vault, { ...ALL, where: isKeyOf(id) });
  const { secrets } = await listSecretsByCreation(services, vault, { ...ALL, where: isSecretOf(id) });
  return { keys, secrets };
}

/** Removes an instance for good, and before it what it holds. @throws DomainError `resource-not-found` */
export async function releaseInstance(parts: ContentsParts & InstanceParts, id: string): Promise<void> {
  const { services, vault } = parts;
  const { keys, secrets } = await contentsOf(parts, id);
  for (const secret of secrets) await deleteSecret(services, { vault, name: secret.name });
  for (const key of keys)
    await changeKey(services, { vault, id: key.id }, (one, now) => ({
      ...one,
      state: 'pending-deletion',
      deletionDueAt: now,
    }));
  await services.keys.removeDue(services.clock.now());
  await deleteThing(parts, INSTANCES, id);
}

/**
 * One more key or secret goes into the instance.
 * @throws VendorError Forbidden.DKMSInstanceStateInvalid, Rejected.LimitExceeded
 */
export async function rejectFullInstance(
  parts: ContentsParts,
  instance: Instance,
  what: 'keys' | 'secrets',
): Promise<void> {
  if (instance.status !== 'Connected') throw rejection('instanceState', HELP.notConnected({ instanceId: instance.id }));
  const limit = what === 'keys' ? instance.keyNum : instance.secretNum;
  if ((await countedContents(parts, instance.id))[what] < limit) return;
  throw rejection('instanceQuota', HELP.boughtFor({ instanceId: instance.id, limit, what }));
}

function isKeyOf(id: string): (key: CustomerKey) => boolean {
  return (key) => keyInstanceOf(key) === id;
}

function isSecretOf(id: string): (secret: Secret) => boolean {
  return (secret) => instanceIdOf(secret) === id;
}
