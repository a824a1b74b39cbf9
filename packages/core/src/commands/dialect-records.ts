import { DomainError } from '../errors.ts';
import type { DialectRecord } from '../model/dialect-record.ts';
import type { Json } from '../model/secret.ts';
import type { VaultId } from '../model/vault.ts';
import type { StoredRecordPage } from '../ports/dialect-record-store.ts';
import type { Services } from '../services.ts';
import { STALE, retryOnConflict } from './retry-on-conflict.ts';

type ResourceServices = Pick<Services, 'resources'>;

/** How many resources a filtered list reads at a time. */
const SCAN_BATCH = 500;

/** Names one resource. The type of its body is the caller's word: one dialect alone writes a kind. */
export interface DialectRecordRef {
  readonly vault: VaultId;
  readonly kind: string;
  readonly id: string;
}

/** @throws DomainError `resource-not-found` */
export async function loadDialectRecord<Body extends Json>(
  services: ResourceServices,
  ref: DialectRecordRef,
): Promise<DialectRecord<Body>> {
  const resource = await services.resources.find(ref.vault, ref.kind, ref.id);
  if (resource === null) throw new DomainError('resource-not-found', ref.id);
  return resource as DialectRecord<Body>;
}

/** @param given its body, made of the time of creation where it tells that too @throws DomainError `resource-exists` */
export async function createDialectRecord<Body extends Json>(
  services: Pick<Services, 'resources' | 'clock'>,
  given: DialectRecordRef & { readonly body: Body | ((createdAt: number) => Body); readonly dueAt?: number | null },
): Promise<DialectRecord<Body>> {
  const { vault, kind, id, body, dueAt = null } = given;
  const createdAt = services.clock.now();
  const resource = {
    vault,
    kind,
    id,
    body: typeof body === 'function' ? body(createdAt) : body,
    createdAt,
    dueAt,
    revision: 1,
  };
  if ((await services.resources.insert(resource)) === 'id-taken') throw new DomainError('resource-exists', id);
  return resource;
}

/**
 * Changes one resource: loads it, lets `decide` work on it, commits once; decided again when another writer was faster.
 * A decision that answers the resource it was given, unchanged, commits nothing.
 * @throws DomainError `resource-not-found`, `too-many-conflicts`, and what `decide` throws
 */
export async function changeDialectRecord<Body extends Json>(
  services: ResourceServices,
  ref: DialectRecordRef,
  decide: (
    resource: DialectRecord<Body>,
  ) => Pick<DialectRecord<Body>, 'body' | 'dueAt'> | Promise<Pick<DialectRecord<Body>, 'body' | 'dueAt'>>,
): Promise<DialectRecord<Body>> {
  return retryOnConflict(ref.id, async () => {
    const before = await loadDialectRecord<Body>(services, ref);
    const decided = await decide(before);
    if (decided === before) return before;
    const after = { ...before, body: decided.body, dueAt: decided.dueAt, revision: before.revision + 1 };
    return (await services.resources.commit(after, before.revision)) === 'committed' ? after : STALE;
  });
}

/** Answers the resource as it was. @throws DomainError `resource-not-found`, and what `check` throws */
export async function deleteDialectRecord<Body extends Json>(
  services: ResourceServices,
  ref: DialectRecordRef,
  check: (resource: DialectRecord<Body>) => void = () => undefined,
): Promise<DialectRecord<Body>> {
  return retryOnConflict(ref.id, async () => {
    const resource = await loadDialectRecord<Body>(services, ref);
    check(resource);
    const outcome = await services.resources.remove(ref.vault, ref.kind, ref.id, resource.revision);
    return outcome === 'removed' ? resource : STALE;
  });
}

/** Which resources to list; `where` picks among them before offset and limit count. */
export interface DialectRecordQuery<Body extends Json> extends StoredRecordPage {
  readonly vault: VaultId;
  readonly kind: string;
  readonly where?: (resource: DialectRecord<Body>) => boolean;
}

/** A page, whether more follow, and how many there are on all pages together. */
export interface DialectRecordPage<Body extends Json> {
  readonly resources: readonly DialectRecord<Body>[];
  readonly more: boolean;
  readonly total: number;
}

/** Resources in the wanted order. With `where` the whole kind is read, for the total. */
export async function listDialectRecords<Body extends Json>(
  services: ResourceServices,
  request: DialectRecordQuery<Body>,
): Promise<DialectRecordPage<Body>> {
  const { vault, kind, order, from, limit, where } = request;
  if (where !== undefined) return listMatching(services, { ...request, where });
  const found = await services.resources.list(vault, kind, { order, from, limit: limit + 1 });
  const total = await services.resources.count(vault, kind);
  return { resources: found.slice(0, limit) as DialectRecord<Body>[], more: found.length > limit, total };
}

async function listMatching<Body extends Json>(
  services: ResourceServices,
  {
    vault,
    kind,
    order,
    from,
    limit,
    where,
  }: DialectRecordQuery<Body> & { readonly where: (resource: DialectRecord<Body>) => boolean },
): Promise<DialectRecordPage<Body>> {
  const all: DialectRecord<Body>[] = [];
  for await (const resource of scan<Body>(services, vault, kind, order)) all.push(resource);
  const matching = all.filter(where);
  const behind = 'offset' in from ? matching.slice(from.offset) : behindId(all, order, from.after).filter(where);
  return { resources: behind.slice(0, limit), more: behind.length > limit, total: matching.length };
}

function behindId<Body extends Json>(
  all: readonly DialectRecord<Body>[],
  order: StoredRecordPage['order'],
  after: string | null,
): readonly DialectRecord<Body>[] {
  if (after === null) return all;
  if (order === 'id') return all.filter(({ id }) => id > after);
  const at = all.findIndex(({ id }) => id === after);
  return at === -1 ? [] : all.slice(at + 1);
}

async function* scan<Body extends Json>(
  services: ResourceServices,
  vault: VaultId,
  kind: string,
  order: StoredRecordPage['order'],
): AsyncGenerator<DialectRecord<Body>> {
  for (let offset = 0; ; offset += SCAN_BATCH) {
    const batch = await services.resources.list(vault, kind, { order, from: { offset }, limit: SCAN_BATCH });
    yield* batch as DialectRecord<Body>[];
    if (batch.length < SCAN_BATCH) return;
  }
}
