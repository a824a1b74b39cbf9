import {
  changeKey,
  changeSecret,
  type CustomerKey,
  loadKey,
  loadSecret,
  type Secret,
  type Services,
  type VaultId,
} from '@dragoman/core';

import { countedContents } from './instance-contents.ts';
import { INSTANCE_DEFAULTS } from './instances/instance-settings.ts';
import { createThing, findThing, listThings } from './instances/instance-records.ts';
import { type Instance, INSTANCES } from './instances/instance.ts';
import { keyInstanceOf } from './keys/key-metadata.ts';
import { DOOR } from './names.ts';
import { instanceIdOf } from './secrets/secret-attributes.ts';
import type { AliyunSettings } from './settings.ts';
import { isoTime } from './wire/fields.ts';

/** Why something cannot go into an instance: the rules of the vendor's console tool, by their ids in a migration. */
export type MoveObstacle =
  | 'instance-missing'
  | 'instance-unconnected'
  | 'in-another-instance'
  | 'service-key'
  | 'key-kind'
  | 'key-first'
  | 'rotation-on'
  | 'pending-deletion'
  | 'quota';

/** Something cannot go into an instance, and nothing went. */
export class InstanceMoveError extends Error {
  override readonly name = 'InstanceMoveError';
  readonly obstacle: MoveObstacle;
  /** What it is about: an instance, secret or key. */
  readonly subject: string;

  constructor(obstacle: MoveObstacle, subject: string) {
    super(`${obstacle}: ${subject}`);
    this.obstacle = obstacle;
    this.subject = subject;
  }
}

/** An instance, and how much of it is used. */
export interface InstanceUse {
  readonly id: string;
  readonly name: string;
  readonly status: Instance['status'];
  readonly keys: number;
  /** How many it is bought for. */
  readonly key_quota: number;
  readonly secrets: number;
  readonly secret_quota: number;
}

/** What is to go into an instance. */
export interface ToMove {
  /** By their names. */
  readonly secrets: readonly string[];
  /** By their ids. */
  readonly keys: readonly string[];
}

interface MoveParts {
  readonly services: Services;
  readonly settings: AliyunSettings;
  readonly vault: VaultId;
}

/** The instances of an account and region. */
export async function listInstances(parts: MoveParts): Promise<readonly InstanceUse[]> {
  const instances = await listThings(parts, INSTANCES);
  return Promise.all(instances.map(({ body }) => useOf(parts, body)));
}

/** Makes an instance that is connected, as if it had been bought; one that is there stays. */
export async function ensureInstance(parts: MoveParts, id: string): Promise<InstanceUse> {
  const existing = await findThing(parts, INSTANCES, id);
  if (existing !== null) return useOf(parts, existing);
  const now = isoTime(parts.services.clock.now());
  const instance: Instance = {
    ...{ id, name: id, charge: 'PayAsYouGo', productVersion: '3', status: 'Connected' },
    ...{ createdAt: now, startedAt: now, endsAt: INSTANCE_DEFAULTS.ends_at, spec: INSTANCE_DEFAULTS.spec },
    ...{ keyNum: INSTANCE_DEFAULTS.key_num, secretNum: INSTANCE_DEFAULTS.secret_num },
    ...{ vpcNum: INSTANCE_DEFAULTS.vpc_num, log: 0, logStorage: 0, vpcId: '', vswitchIds: [], zoneIds: [] },
    ...{ boundVpcs: [], caCertificate: '', isProtected: false, protectionReason: '' },
  };
  await createThing(parts, INSTANCES, { id, body: instance });
  return useOf(parts, instance);
}

/**
 * Puts secrets and keys of the shared KMS into an instance of the same account and region, as the vendor's console tool
 * does: versions, stages, tags, names and ids stay. All of it is looked at before anything goes; what is in the
 * instance already is left alone.
 * @returns what went
 * @throws InstanceMoveError, and DomainError `secret-not-found`, `key-not-found`
 */
export async function putIntoInstance(parts: MoveParts, id: string, given: ToMove): Promise<ToMove> {
  const { services, vault } = parts;
  const instance = await findThing(parts, INSTANCES, id);
  if (instance === null) throw new InstanceMoveError('instance-missing', id);
  if (instance.status !== 'Connected') throw new InstanceMoveError('instance-unconnected', id);
  const keys = await keysToMove(parts, id, given.keys);
  const secrets = await secretsToMove(parts, id, given);
  const counted = await countedContents(parts, id);
  const isFull = counted.keys + keys.length > instance.keyNum || counted.secrets + secrets.length > instance.secretNum;
  if (isFull) throw new InstanceMoveError('quota', id);
  for (const key of keys)
    await changeKey(services, { vault, id: key }, (one) => ({ ...one, attributes: marked(one, 'instance', id) }));
  for (const name of secrets)
    await changeSecret(services, { ref: { vault, name }, actor: '' }, (one) => ({
      secret: { ...one, attributes: marked(one, 'instance_id', id) },
      quiet: true,
    }));
  return { secrets, keys };
}

async function useOf(parts: MoveParts, { id, name, status, keyNum, secretNum }: Instance): Promise<InstanceUse> {
  const { keys, secrets } = await countedContents(parts, id);
  return { id, name, status, keys, key_quota: keyNum, secrets, secret_quota: secretNum };
}

/** The ids of those keys that are not in the instance yet. */
async function keysToMove({ services, vault }: MoveParts, id: string, given: ToMove['keys']): Promise<string[]> {
  const going: string[] = [];
  for (const keyId of new Set(given)) {
    const key = await loadKey(services, { vault, id: keyId });
    const at = keyInstanceOf(key);
    if (at === id) continue;
    rejectKey(key, at);
    going.push(key.id);
  }
  return going;
}

/** Imported material and keys of several versions do not move (page of the console tool, 2024). */
function rejectKey(key: CustomerKey, at: string | undefined): void {
  if (at !== undefined) throw new InstanceMoveError('in-another-instance', key.id);
  if (key.isDefault) throw new InstanceMoveError('service-key', key.id);
  if (key.origin === 'external' || key.versions.length > 1) throw new InstanceMoveError('key-kind', key.id);
  if (key.deletionDueAt !== null) throw new InstanceMoveError('pending-deletion', key.id);
}

/** The names of those secrets that are not in the instance yet. */
async function secretsToMove(parts: MoveParts, id: string, given: ToMove): Promise<string[]> {
  const { services, vault } = parts;
  const going: string[] = [];
  for (const name of new Set(given.secrets)) {
    const secret = await loadSecret(services, { vault, name });
    const at = instanceIdOf(secret);
    if (at === id) continue;
    if (at !== null) throw new InstanceMoveError('in-another-instance', name);
    await rejectSecret(parts, id, secret, given.keys);
    going.push(name);
  }
  return going;
}

/** Rotation is to be off, and the customer key there first. */
async function rejectSecret(
  { services, vault }: MoveParts,
  id: string,
  secret: Secret,
  keys: ToMove['keys'],
): Promise<void> {
  const { name, keyId, rotation, deletionDueAt } = secret;
  if (deletionDueAt !== null) throw new InstanceMoveError('pending-deletion', name);
  if (rotation?.enabled === true) throw new InstanceMoveError('rotation-on', name);
  if (keyId === null || keys.includes(keyId)) return;
  const key = await loadKey(services, { vault, id: keyId });
  if (!key.isDefault && keyInstanceOf(key) !== id) throw new InstanceMoveError('key-first', name);
}

function marked(thing: Pick<Secret, 'attributes'>, attribute: string, id: string): Secret['attributes'] {
  return { ...thing.attributes, [DOOR]: { ...thing.attributes[DOOR], [attribute]: id } };
}
