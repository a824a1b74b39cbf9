import { hash } from 'node:crypto';

import {
  changeKey,
  createCustomerKey,
  createKeyAlias,
  type CustomerKey,
  isSymmetric,
  KEY_SPECS,
  type KeyRef,
  loadKey,
  type Services,
  type VaultId,
} from '@dragoman/core';

import type { SeedKey } from './schema.ts';
import { type SeedPath, SeedError } from './source.ts';
import { CREATOR, rejectFuture, rejectPast, type SeedStep, servicesAt, type StepParts } from './step.ts';
import { seedDuration, seedTime } from './times.ts';

export function keyStep(parts: StepParts, path: SeedPath, given: SeedKey): SeedStep {
  const { source, claim } = parts;
  checkTogether(parts, path, given);
  const vault = parts.vaultOf(given.vault, [...path, 'vault']);
  const { id, aliases = [], default: isDefault = false } = given;
  if (id !== undefined) claim(`key ${vault} ${id}`, [...path, 'id']);
  if (isDefault) claim(`default key ${vault}`, [...path, 'default']);
  for (const [index, alias] of aliases.entries()) claim(`alias ${vault} ${alias}`, [...path, 'aliases', index]);
  const times = timesOf(parts, path, given);
  let created: CustomerKey | null = null;
  return {
    source,
    path,
    entry: { kind: 'key', vault, name: aliases[0] ?? id ?? 'default' },
    content: given,
    isThere: async (services) => isThere(services, vault, given),
    async create(services) {
      created = await createSeedKey(servicesAt(services, times.created), vault, given, times);
    },
    async finish(services) {
      if (created !== null) await finishKey(services, { vault, id: created.id }, given, times.deletes);
    },
  };
}

interface KeyTimes {
  readonly created: number;
  readonly deletes: number | null;
  readonly intervalMs: number | null;
}

function timesOf(parts: StepParts, path: SeedPath, { created, deletes, rotation }: SeedKey): KeyTimes {
  const at = (given: string | number, field: string): number => seedTime(given, { ...parts, path: [...path, field] });
  return {
    created: created === undefined ? parts.now : rejectFuture(at(created, 'created'), parts, [...path, 'created']),
    deletes: deletes === undefined ? null : rejectPast(at(deletes, 'deletes'), parts, [...path, 'deletes']),
    intervalMs:
      rotation === undefined ? null : seedDuration(rotation.every, parts.source, [...path, 'rotation', 'every']),
  };
}

/** The rules that hold between fields. */
function checkTogether({ source }: StepParts, path: SeedPath, given: SeedKey): void {
  const {
    id,
    aliases = [],
    default: isDefault = false,
    spec = 'AES_256',
    usage,
    material,
    rotation,
    deletes,
    state,
    protected: isProtected,
  } = given;
  const reject = (field: string, what: string): never => {
    throw new SeedError(source, [...path, field], what);
  };
  if (id === undefined && aliases.length === 0 && !isDefault)
    throw new SeedError(source, path, 'has no name: give id, aliases or default, or each start would make another one');
  const { materialBytes, usages } = KEY_SPECS[spec];
  if (usage !== undefined && !usages.includes(usage))
    reject('usage', `is not what ${spec} is for: give ${usages.join(' or ')}`);
  if (isDefault && !isSymmetric(spec))
    reject('spec', 'cannot seal values as a default key does: give AES_256, AES_128 or SM4');
  if (material !== undefined && materialBytes === null)
    reject('material', `is of a key pair, which is made up: leave it out, or give a symmetric or HMAC spec`);
  if (material !== undefined && Buffer.from(material, 'base64').length !== materialBytes)
    reject('material', `has the wrong length: ${spec} has ${String(materialBytes)} bytes`);
  if (rotation !== undefined && (material !== undefined || !isSymmetric(spec)))
    reject('rotation', 'goes with symmetric keys without material of yours: leave it out');
  if (deletes !== undefined && state !== undefined)
    reject('state', 'stands beside deletes, which says it: leave it out');
  if (deletes !== undefined && (isProtected === true || isDefault))
    reject('deletes', 'goes neither with protected nor with default: leave it out');
}

async function isThere(
  { keys }: Services,
  vault: VaultId,
  { id, aliases = [], default: isDefault = false }: SeedKey,
): Promise<boolean> {
  if (id !== undefined && (await keys.find(vault, id)) !== null) return true;
  if (isDefault && (await keys.findDefault(vault)) !== null) return true;
  const named = await Promise.all(aliases.map(async (alias) => keys.findByAlias(vault, alias)));
  return named.some((key) => key !== null);
}

async function createSeedKey(
  services: Services,
  vault: VaultId,
  given: SeedKey,
  { intervalMs }: KeyTimes,
): Promise<CustomerKey> {
  const {
    id,
    aliases: [alias = null, ...moreAliases] = [],
    default: isDefault = false,
    spec = 'AES_256',
    usage = null,
    material,
    description = '',
  } = given;
  const key = await createCustomerKey(services, {
    vault,
    spec,
    usage,
    origin: material === undefined ? 'service' : 'external',
    description,
    actor: given.created_by ?? CREATOR,
    tags: Object.entries(given.tags ?? {}).map(([tagKey, value]) => ({ key: tagKey, value })),
    attributes: given.attributes ?? {},
    rotation: intervalMs === null ? null : { intervalMs },
    alias,
    maxKeys: null,
    isDefault,
    // Ciphertexts at Aliyun's door begin with the version's id: who gives the key's id wants them to be known
    // everywhere.
    ...(id !== undefined && { id, versionId: versionIdOf(id) }),
    ...(material !== undefined && { material: Buffer.from(material, 'base64') }),
  });
  for (const name of moreAliases) await createKeyAlias(services, { name, key: { vault, id: key.id } });
  return key;
}

/** A UUID that follows from the key's. */
function versionIdOf(keyId: string): string {
  const digits = hash('sha256', `version 1 of ${keyId}`);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

async function finishKey(
  services: Services,
  ref: KeyRef,
  { state, protected: isProtected = false }: SeedKey,
  deletesAt: number | null,
): Promise<void> {
  if (state !== 'disabled' && !isProtected && deletesAt === null) return;
  await changeKey(services, ref, (key) => ({
    ...key,
    isProtected,
    state: deletesAt === null ? (state ?? key.state) : 'pending-deletion',
    deletionDueAt: deletesAt,
  }));
}

/** The id of the key that a secret names by its id or alias. `null` where the vault has none. */
export async function keyIdNamed(services: Services, vault: VaultId, name: string): Promise<string | null> {
  const found = (await services.keys.find(vault, name)) ?? (await services.keys.findByAlias(vault, name));
  return found === null ? null : (await loadKey(services, { vault, id: found.id })).id;
}
