import { ConfigError, ControlError, describeMisfit, misfitOf, timeFrom } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import type { DialectDetails, SecretKey, SecretKind } from '../model/inventory.ts';
import {
  type JsonObject,
  type KeyDraft,
  type SecretDraft,
  type SourceDrafts,
  type VersionDraft,
  withoutAbsent,
} from './draft.ts';
import {
  type Manifest,
  MANIFEST_FORMAT,
  type ManifestKey,
  manifestSchema,
  type ManifestSecret,
  type ManifestVersion,
} from './manifest-schema.ts';
import { manifestValue } from './manifest-values.ts';

/** Whether the document says that it is a manifest. */
export function isManifest(document: JsonObject): boolean {
  return typeof document['format'] === 'string' && document['format'].startsWith('dragoman-migration/');
}

/**
 * What a manifest tells. @param as which service's, where the manifest does not say
 * @throws ConfigError for the first part that does not fit; never what stands in it
 */
export function manifestDrafts(file: string, document: JsonObject, as: Dialect | null): SourceDrafts {
  if (document['format'] !== MANIFEST_FORMAT)
    throw new ConfigError(`${file} is a manifest of another version: give format: ${MANIFEST_FORMAT}`);
  const misfit = misfitOf(manifestSchema, document);
  if (misfit !== null) throw new ConfigError(`${file}: ${describeMisfit(misfit, 'the manifest').en}`);
  const manifest = document as unknown as Manifest;
  const [, told, address = ''] = /^(\w+)(?::(.+))?$/.exec(manifest.from ?? '') ?? [];
  const dialect = (told as Dialect | undefined) ?? as;
  if (dialect === null) throw new ConfigError(`${file} does not say whose secrets: give from, or --as`);
  const origin = { file, dialect, address };
  return {
    secrets: manifest.secrets.map((secret, at) => secretDraft(origin, secret, `secrets.${at}`)),
    keys: (manifest.keys ?? []).map((key) => keyDraft(origin, key)),
  };
}

type Origin = Pick<SecretDraft, 'file' | 'dialect' | 'address'>;

function secretDraft(origin: Origin, given: ManifestSecret, path: string): SecretDraft {
  const { name, id, description, state, tags, rotation, key, own = {} } = given;
  return withoutAbsent<SecretDraft>({
    ...origin,
    name,
    id,
    kind: given.kind as SecretKind | undefined,
    description,
    state,
    deletionAt: timeOf(origin.file, given.deletion_at, `${path}.deletion_at`),
    key: key === undefined || key === 'default' ? undefined : keyOf(key),
    tags,
    isRotating: rotation?.on,
    details: detailsOf(own),
    updatedAt: undefined,
    versions: versionsOf(origin.file, given, path),
    hasAllVersions: given.completeness !== 'current-only',
  });
}

/** An alias has its prefix or the form of no id. */
function keyOf(key: string): SecretKey {
  const alias = /^alias\/(.+)$/.exec(key)?.[1];
  return alias === undefined ? { id: key, alias: null } : { id: null, alias };
}

function detailsOf(own: NonNullable<ManifestSecret['own']>): Partial<DialectDetails> {
  const { events, project, replicas, grants, policy, instance, custom_data, file_sources } = own;
  return withoutAbsent<Partial<DialectDetails>>({
    events,
    project,
    replicas,
    grants,
    policy,
    instance,
    customData: custom_data,
    fileSources: file_sources,
  });
}

function versionsOf(file: string, given: ManifestSecret, path: string): VersionDraft[] {
  const { versions, value, binary, value_from } = given;
  if (versions === undefined) {
    const only = manifestValue(file, { value, binary, value_from, path });
    return [{ id: 'v1', labels: ['CURRENT'], ...(only ?? { isOutOfReach: true }) }];
  }
  if (value !== undefined || binary !== undefined || value_from !== undefined)
    throw new ConfigError(`${file}: ${path} has versions and a value beside them: give one of them`);
  const timed = versions.filter(({ created_at }) => created_at !== undefined).length;
  if (timed > 0 && timed < versions.length)
    throw new ConfigError(`${file}: ${path} has versions with created_at and without: give it for all of them or none`);
  return versions.map((version, at) => ({ ...versionDraft(file, version, `${path}.versions.${at}`), position: at }));
}

function versionDraft(file: string, given: ManifestVersion, path: string): VersionDraft {
  const { id, type, labels, value, binary, value_from } = given;
  const read = manifestValue(file, { value, binary, value_from, type, path });
  return withoutAbsent<VersionDraft>({
    id,
    position: undefined,
    createdAt: timeOf(file, given.created_at, `${path}.created_at`),
    expiresAt: timeOf(file, given.expires_at, `${path}.expires_at`),
    type: read?.type ?? type,
    labels,
    read: read?.read,
    isOutOfReach: read === null ? true : undefined,
  });
}

function timeOf(file: string, given: string | number | undefined, path: string): number | undefined {
  try {
    return given === undefined ? undefined : timeFrom(given, path);
  } catch (error) {
    if (error instanceof ControlError) throw new ConfigError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function keyDraft({ file, dialect }: Origin, given: ManifestKey): KeyDraft {
  return withoutAbsent<KeyDraft>({
    file,
    dialect,
    id: given.id,
    aliases: given.aliases?.map((alias) => alias.replace(/^alias\//, '')),
    spec: given.spec,
    isImported: given.origin === undefined ? undefined : given.origin === 'external',
    rotationDays: given.rotation_days,
    pendingDays: given.pending_days,
    instance: given.instance,
    versions: given.versions,
    hasMaterial: given.material_at_hand,
    hasCiphertexts: given.ciphertexts,
    isDefault: undefined,
  });
}
