import type { SecretValue } from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import { type Inventory, type InventorySecret, type InventoryVersion, NO_DETAILS } from '../model/inventory.ts';
import { canonicalJson } from '../plan-file/canonical-json.ts';
import { type ReadValue, type SourceValues, valueKeyOf, type ValueRef } from '../values/source-values.ts';
import type { SecretDraft, SourceDrafts, VersionDraft } from './draft.ts';
import { mergeKeys, withKey } from './merge-keys.ts';

/** What a file told of a part of a secret. */
interface Told {
  readonly file: string;
  readonly value: unknown;
}

/** A source that has a value. */
interface Reader {
  readonly file: string;
  readonly read: ReadValue;
}

/** What sources tell together, and how to have the values that they hold. */
export interface OpenedSources {
  readonly inventory: Inventory;
  readonly values: SourceValues;
  /** Whether a source has the value, or says so. */
  readonly hasValue: (ref: ValueRef) => boolean;
}

/** One secret as several documents tell it. */
interface Merged {
  readonly facts: Map<string, Told>;
  readonly versions: Map<string, VersionDraft>;
  /** The version that has a label, and the file that says so. */
  readonly labels: Map<string, Told>;
  /** Who has the value of a version. */
  readonly readers: Map<string, Reader[]>;
  hasAllVersions: boolean;
}

/** Parts that documents tell as they are, and that must not differ. */
const FACTS = ['id', 'kind', 'description', 'state', 'deletionAt', 'key', 'tags', 'isRotating', 'updatedAt'] as const;

/**
 * What all documents together tell; their order decides nothing.
 * @param dialect the service, where documents are of several
 * @throws ConfigError that names both files where two contradict each other
 */
export function mergeDrafts({ secrets: drafts, keys }: SourceDrafts, dialect: Dialect | null): OpenedSources {
  const dialects = [...new Set(drafts.map((draft) => draft.dialect))].toSorted();
  const [only] = dialect === null ? dialects : [dialect];
  if (only === undefined) throw new ConfigError('there is no secret in what was given');
  if (dialect === null && dialects.length > 1)
    throw new ConfigError(`secrets of ${dialects.join(' and ')} were given: say --as ${dialects.join(' or --as ')}`);
  const own = drafts.filter((draft) => draft.dialect === only);
  const mergedKeys = mergeKeys(keys.filter((key) => key.dialect === only));
  const readers = new Map<string, readonly Reader[]>();
  const secrets = [...Map.groupBy(own, secretKeyOf).values()].map((all) => {
    const merged = merge(all);
    const secret = secretFrom(all[0]?.name ?? '', merged);
    for (const [version, found] of merged.readers) readers.set(valueKeyOf({ ...secret, version }), found);
    return withKey(secret, mergedKeys);
  });
  return {
    inventory: { dialect: only, address: addressOf(own), secrets, keys: mergedKeys.keys },
    hasValue: (ref) => readers.has(valueKeyOf(ref)),
    values: {
      async valueOf(ref) {
        return readAll(ref.name, ref.version, readers.get(valueKeyOf(ref)) ?? []);
      },
    },
  };
}

/** Credentials of JOB may share a name; secrets of the clouds do not. */
function secretKeyOf({ dialect, name, id }: SecretDraft): string {
  return dialect === 'bk' ? `${name}\0${id ?? ''}` : name;
}

function addressOf(drafts: readonly SecretDraft[]): string {
  const addresses = [...new Set(drafts.map(({ address }) => address).filter((address) => address !== ''))];
  if (addresses.length > 1) throw new ConfigError(`secrets of several addresses were given: ${addresses.join(', ')}`);
  return addresses[0] ?? '';
}

function merge(drafts: readonly SecretDraft[]): Merged {
  const merged: Merged = {
    facts: new Map(),
    versions: new Map(),
    labels: new Map(),
    readers: new Map(),
    hasAllVersions: false,
  };
  for (const draft of drafts) {
    for (const fact of FACTS) tell(merged, draft, fact, draft[fact]);
    for (const [detail, value] of Object.entries(draft.details ?? {})) tell(merged, draft, `details.${detail}`, value);
    for (const version of draft.versions ?? []) addVersion(merged, draft, version);
    merged.hasAllVersions ||= draft.hasAllVersions === true;
  }
  return merged;
}

function tell({ facts }: Merged, { file, name }: SecretDraft, fact: string, value: unknown): void {
  if (value === undefined) return;
  const before = facts.get(fact);
  if (before === undefined) facts.set(fact, { file, value });
  else if (canonicalJson(before.value) !== canonicalJson(value)) throw contradiction(name, fact, before.file, file);
}

function addVersion(merged: Merged, { file, name }: SecretDraft, version: VersionDraft): void {
  for (const label of version.labels ?? []) {
    const before = merged.labels.get(label);
    if (before !== undefined && before.value !== version.id)
      throw contradiction(name, `the version with ${label}`, before.file, file);
    merged.labels.set(label, { file, value: version.id });
  }
  const { id, read } = version;
  if (read !== undefined) merged.readers.set(id, [...(merged.readers.get(id) ?? []), { file, read }]);
  const before = merged.versions.get(version.id);
  merged.versions.set(version.id, before === undefined ? version : joined(before, version));
}

function joined(left: VersionDraft, right: VersionDraft): VersionDraft {
  return {
    ...left,
    ...right,
    labels: [...new Set([...(left.labels ?? []), ...(right.labels ?? [])])].toSorted(),
  };
}

/** The value, which all that have it must agree on. */
async function readAll(name: string, version: string, readers: readonly Reader[]): Promise<SecretValue | null> {
  let found: { readonly value: SecretValue; readonly file: string } | null = null;
  for (const { file, read } of readers) {
    const value = await read();
    if (value === null) continue;
    if (found !== null && (value.data !== found.value.data || value.type !== found.value.type))
      throw contradiction(name, `the value of ${version}`, found.file, file);
    found ??= { value, file };
  }
  return found?.value ?? null;
}

function contradiction(name: string, what: string, first: string, second: string): ConfigError {
  return new ConfigError(`${first} and ${second} differ on ${what} of ${JSON.stringify(name)}: give one of them`);
}

function secretFrom(name: string, { facts, versions, hasAllVersions }: Merged): InventorySecret {
  const told = <Fact>(fact: string, otherwise: Fact): Fact => (facts.get(fact)?.value as Fact | undefined) ?? otherwise;
  const details = Object.entries(NO_DETAILS).map(([detail, none]) => [
    detail,
    told<unknown>(`details.${detail}`, none),
  ]);
  return {
    name,
    id: told('id', null),
    kind: told('kind', 'generic'),
    description: told('description', null),
    state: told('state', 'enabled'),
    deletionAt: told('deletionAt', null),
    key: told('key', null),
    versions: versionsFrom([...versions.values()]),
    tags: told('tags', {}),
    isRotating: told('isRotating', false),
    details: { ...NO_DETAILS, ...(Object.fromEntries(details) as Partial<typeof NO_DETAILS>) },
    completeness: hasAllVersions ? 'whole' : 'current-only',
    updatedAt: told('updatedAt', null),
  };
}

/** By age; where a document tells of no version, there is one of which nothing is known. */
function versionsFrom(drafts: readonly VersionDraft[]): InventoryVersion[] {
  const all: readonly VersionDraft[] = drafts.length > 0 ? drafts : [{ id: 'current', labels: ['CURRENT'] }];
  return all.toSorted(byAge).map((draft) => ({
    id: draft.id,
    createdAt: draft.createdAt ?? null,
    type: draft.type ?? 'text',
    labels: draft.labels ?? [],
    expiresAt: draft.expiresAt ?? null,
    value: { state: draft.isOutOfReach === true && draft.read === undefined ? 'missing' : 'unread' } as const,
  }));
}

/** By time, or place; versions of one second by the number that Huawei gives them, else by id. */
function byAge(left: VersionDraft, right: VersionDraft): number {
  const time = (left.createdAt ?? 0) - (right.createdAt ?? 0) || (left.position ?? 0) - (right.position ?? 0);
  return time || left.id.localeCompare(right.id, 'en', { numeric: true });
}
