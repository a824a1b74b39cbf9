import {
  changeDialectRecord,
  createDialectRecord,
  deleteDialectRecord,
  DomainError,
  type Json,
  listDialectRecords,
  type Services,
  type VaultId,
} from '@dragoman/core';

import type { AliyunSettings } from '../settings.ts';

/** Where the things of instances are: in the vault of an account and region, and in the settings, for all of them. */
export interface InstanceParts {
  readonly services: Pick<Services, 'resources' | 'clock'>;
  readonly settings: Pick<AliyunSettings, 'instances'>;
  readonly vault: VaultId;
}

/** One sort of thing: what its records are called, and which of them the settings have. */
export interface InstanceThing<Body extends Json> {
  readonly kind: `aliyun.${string}`;
  readonly configured: (settings: InstanceParts['settings']) => readonly Named<Body>[];
}

/** A thing and what it is found by: its name, or its id where it has no name. */
export interface Named<Body> {
  readonly id: string;
  readonly body: Body;
}

/** Kept in place of a thing of the settings that was deleted. */
const DELETED = { deleted: true } as const;

const MAX_LISTED = 100_000;

/** `null` for what is not there. */
export async function findThing<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  id: string,
): Promise<Body | null> {
  const stored = await parts.services.resources.find(parts.vault, thing.kind, id);
  if (stored !== null) return isDeleted(stored.body) ? null : (stored.body as Body);
  return configuredThing(parts, thing, id)?.body ?? null;
}

/** @throws DomainError `resource-not-found` */
export async function loadThing<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  id: string,
): Promise<Body> {
  const found = await findThing(parts, thing, id);
  if (found === null) throw new DomainError('resource-not-found', id);
  return found;
}

/** All of a sort: those of the settings, and then the others as they were made. */
export async function listThings<Body extends Json>(
  { services, settings, vault }: InstanceParts,
  { kind, configured }: InstanceThing<Body>,
): Promise<readonly Named<Body>[]> {
  const page = { order: 'created', from: { offset: 0 }, limit: MAX_LISTED } as const;
  const { resources } = await listDialectRecords(services, { vault, kind, ...page });
  const all = new Map<string, Json>(configured(settings).map(({ id, body }) => [id, body]));
  for (const { id, body } of resources) all.set(id, body);
  return [...all].filter(([, body]) => !isDeleted(body)).map(([id, body]) => ({ id, body: body as Body }));
}

/** @throws DomainError `resource-exists` */
export async function createThing<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  { id, body }: Named<Body>,
): Promise<void> {
  const ref = { vault: parts.vault, kind: thing.kind, id };
  const stored = await parts.services.resources.find(ref.vault, ref.kind, id);
  if (stored === null && configuredThing(parts, thing, id) !== undefined) throw new DomainError('resource-exists', id);
  if (stored === null) {
    await createDialectRecord<Body>(parts.services, { ...ref, body });
    return;
  }
  await changeDialectRecord(parts.services, ref, (record) => {
    if (!isDeleted(record.body)) throw new DomainError('resource-exists', id);
    return { body, dueAt: null };
  });
}

/**
 * Changes a thing, once; one of the settings is kept from then on.
 * @throws DomainError `resource-not-found`, `too-many-conflicts`, and what `decide` throws
 */
export async function changeThing<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  id: string,
  decide: (body: Body) => Body | Promise<Body>,
): Promise<void> {
  await keepConfigured(parts, thing, id);
  const ref = { vault: parts.vault, kind: thing.kind, id };
  await changeDialectRecord(parts.services, ref, async ({ body }) => {
    if (isDeleted(body)) throw new DomainError('resource-not-found', id);
    return { body: await decide(body as Body), dueAt: null };
  });
}

/** @returns it as it was @throws DomainError `resource-not-found`, and what `check` throws */
export async function deleteThing<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  id: string,
  check: (body: Body) => void = () => undefined,
): Promise<Body> {
  const before = await loadThing(parts, thing, id);
  check(before);
  if (configuredThing(parts, thing, id) !== undefined) {
    await keepConfigured(parts, thing, id);
    await changeDialectRecord(parts.services, { vault: parts.vault, kind: thing.kind, id }, () => ({
      body: DELETED,
      dueAt: null,
    }));
    return before;
  }
  await deleteDialectRecord(parts.services, { vault: parts.vault, kind: thing.kind, id });
  return before;
}

/** Makes a record of what only the settings have. Whoever was faster made it too. */
async function keepConfigured<Body extends Json>(
  parts: InstanceParts,
  thing: InstanceThing<Body>,
  id: string,
): Promise<void> {
  const { services, vault } = parts;
  const configured = configuredThing(parts, thing, id);
  if (configured === undefined || (await services.resources.find(vault, thing.kind, id)) !== null) return;
  const record = { vault, kind: thing.kind, id, body: configured.body, createdAt: services.clock.now(), dueAt: null };
  await services.resources.insert({ ...record, revision: 1 });
}

type ById = ReadonlyMap<string, Named<Json>>;

/** What settings have of each sort, put in order once: settings do not change, and every request asks. */
const CONFIGURED = new WeakMap<AliyunSettings['instances'], Map<string, ById>>();

/** What the settings have under an id. */
export function configuredThing<Body extends Json>(
  { settings }: Pick<InstanceParts, 'settings'>,
  { kind, configured }: InstanceThing<Body>,
  id: string,
): Named<Body> | undefined {
  const { instances } = settings;
  if (instances.length === 0) return undefined;
  const kinds = CONFIGURED.get(instances) ?? new Map<string, ById>();
  CONFIGURED.set(instances, kinds);
  let things = kinds.get(kind);
  if (things === undefined) {
    // The first of several counts.
    things = new Map(
      configured(settings)
        .toReversed()
        .map((thing) => [thing.id, thing]),
    );
    kinds.set(kind, things);
  }
  return things.get(id) as Named<Body> | undefined;
}

function isDeleted(body: Json): boolean {
  return typeof body === 'object' && body !== null && 'deleted' in body;
}
