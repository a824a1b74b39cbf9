import {
  type CustomerKey,
  credentialFromText,
  CURRENT,
  labelsOf,
  nameOfLabel,
  type Secret,
  type SecretImage,
  type Sealer,
  type SecretValue,
  type StateImage,
} from '@dragoman/core';
import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import type { DialectDetails, SecretKind } from '../model/inventory.ts';
import {
  objectOf,
  type SecretDraft,
  type Source,
  type SourceDrafts,
  textOf,
  textsOf,
  type VersionDraft,
} from './draft.ts';
import { stateKeys } from './state-keys.ts';

/** A state of ours: a state export, a vault of a running gateway, or what a seed document makes. */
export interface StateSource {
  /** How messages call it. */
  readonly path: string;
  readonly image: StateImage;
  /** Opens what is sealed in the image. */
  readonly sealer: Pick<Sealer, 'openValue'>;
  /** Which vault; `null` is the only one that holds secrets. */
  readonly vault: string | null;
}

/** Labels by the names that an inventory has for them. */
const NEUTRAL = { current: 'CURRENT', previous: 'PREVIOUS' };

/** The secrets of one vault, as one service would tell them. */
export function stateSource(state: StateSource): Source {
  return {
    path: state.path,
    drafts: (as) => {
      if (as === null)
        throw new ConfigError(`${state.path} can be seen as any of the services: give --as huawei, aliyun or bk`);
      return draftsOf(state, as);
    },
  };
}

function draftsOf(state: StateSource, dialect: Dialect): SourceDrafts {
  const vault = state.vault ?? onlyVault(state);
  const keys = new Map(state.image.keys.filter((key) => key.vault === vault).map((key) => [key.id, key]));
  const secrets = state.image.secrets.filter(({ secret }) => secret.vault === vault);
  if (secrets.length === 0) throw new ConfigError(`${state.path}: ${noSecrets(state, vault)}`);
  return {
    secrets: secrets.map((image) => secretDraft(state, image, keys, dialect)),
    keys: stateKeys(state.path, state.image, vault, dialect),
  };
}

function onlyVault({ path, image }: StateSource): string {
  const vaults = vaultsOf(image);
  const [only] = vaults;
  if (only === undefined) throw new ConfigError(`${path} holds no secret`);
  if (vaults.length > 1) throw new ConfigError(`${path} holds secrets of ${vaults.join(', ')}: say --vault for one`);
  return only;
}

function noSecrets({ image }: StateSource, vault: string): string {
  const vaults = vaultsOf(image);
  return `the vault ${vault} holds no secret${vaults.length === 0 ? '' : `; those that do are ${vaults.join(', ')}`}`;
}

function vaultsOf({ secrets }: StateImage): string[] {
  return [...new Set(secrets.map(({ secret }) => secret.vault))].toSorted();
}

function secretDraft(
  state: StateSource,
  image: SecretImage,
  keys: ReadonlyMap<string, CustomerKey>,
  dialect: Dialect,
): SecretDraft {
  const { secret } = image;
  const readers = versionReaders(state, image, keys);
  return {
    file: state.path,
    dialect,
    address: '',
    name: secret.name,
    ...(dialect === 'aliyun' ? {} : { id: dialect === 'bk' ? secret.id.replaceAll('-', '') : secret.id }),
    kind: kindOf(secret, readers, dialect),
    description: secret.description,
    state: secret.deletionDueAt === null ? secret.state : 'pending-delete',
    ...(secret.deletionDueAt === null ? {} : { deletionAt: secret.deletionDueAt }),
    ...(secret.keyId === null ? {} : { key: { id: secret.keyId, alias: null } }),
    tags: Object.fromEntries(secret.tags.map(({ key, value }) => [key, value])),
    isRotating: secret.rotation?.enabled ?? false,
    details: detailsOf(state.image, secret),
    updatedAt: secret.updatedAt,
    versions: versionDrafts(secret, readers),
    hasAllVersions: true,
  };
}

type Readers = ReadonlyMap<string, () => SecretValue>;

function versionReaders(
  { path, sealer }: StateSource,
  { secret, values }: SecretImage,
  keys: ReadonlyMap<string, CustomerKey>,
): Readers {
  const sealed = new Map(values.map(({ versionId, bytes }) => [versionId, bytes]));
  return new Map(
    secret.versions.flatMap(({ id, keyId, dataType }) => {
      const [key, bytes] = [keys.get(keyId), sealed.get(id)];
      if (key === undefined || bytes === undefined || !isOpen(key)) return [];
      const context = { vault: secret.vault, secretId: secret.id, versionId: id };
      return [
        [id, () => ({ type: dataType, data: openedBy(path, secret, () => sealer.openValue(key, context, bytes)) })],
      ];
    }),
  );
}

/** What is sealed by a key that is disabled, or on its way out, no door gives. */
function isOpen({ state }: CustomerKey): boolean {
  return state === 'enabled';
}

function openedBy(path: string, { name }: Secret, open: () => string): string {
  try {
    return open();
  } catch (error) {
    throw new ConfigError(`${path}: a value of ${JSON.stringify(name)} cannot be opened`, { cause: error });
  }
}

function versionDrafts(secret: Secret, readers: Readers): VersionDraft[] {
  return secret.versions.map(({ id, createdAt, expiresAt, dataType }) => {
    const read = readers.get(id);
    return {
      id,
      createdAt,
      type: dataType,
      labels: labelsOf(secret, id).map(neutralName),
      ...(expiresAt === null ? {} : { expiresAt }),
      ...(read === undefined ? { isOutOfReach: true } : { read }),
    };
  });
}

function neutralName(label: string): string {
  const name = nameOfLabel(label, NEUTRAL);
  return name === 'SYSPENDING' ? 'PENDING' : name;
}

/** What a service calls it; at BlueKing the current value says what it is. */
function kindOf(secret: Secret, readers: Readers, dialect: Dialect): SecretKind {
  if (dialect === 'bk') {
    const current = secret.labels.find(({ label }) => label === CURRENT)?.versionId ?? '';
    return `credential:${credentialFromText(readers.get(current)?.().data ?? '').type}`;
  }
  const type = textOf(secret.attributes[dialect]?.['secret_type']);
  return type === undefined || type === 'COMMON' || type === 'Generic' ? 'generic' : `managed:${type}`;
}

function detailsOf({ resources }: StateImage, secret: Secret): Partial<DialectDetails> {
  const huawei = objectOf(secret.attributes['huawei']);
  const aliyun = objectOf(secret.attributes['aliyun']);
  const project = textOf(huawei['enterprise_project_id']);
  const own = resources.filter(({ vault }) => vault === secret.vault);
  const grants = own.find(({ kind, id }) => kind === 'huawei.grant' && id === secret.id);
  const replicas = huawei['replicas'];
  return {
    events: textsOf(huawei['event_subscriptions']).length,
    project: project === undefined || project === '0' ? null : project,
    replicas: Array.isArray(replicas) ? replicas.length : 0,
    grants: lengthOf(objectOf(grants?.body)['grants']),
    policy: textOf(aliyun['policy']) !== undefined,
    instance: textOf(aliyun['instance_id']) ?? null,
    customData: Object.keys(objectOf(objectOf(aliyun['extended_config'])['CustomData'])).length > 0,
    fileSources: own.filter(({ kind, body }) => kind === 'bk.file-source' && usesCredential(body, secret)).length,
  };
}

function usesCredential(body: unknown, { id }: Secret): boolean {
  return (textOf(objectOf(body)['credentialId']) ?? '').replaceAll('-', '') === id.replaceAll('-', '');
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
