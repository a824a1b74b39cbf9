import { checkRamPolicy } from '@dragoman/adapter-aliyun';
import {
  type Attributes,
  defaultKey,
  DomainError,
  importSecret,
  type Json,
  type Rotation,
  type Secret,
  type SecretValue,
  type Services,
  sweepDeletions,
  type VaultId,
} from '@dragoman/core';

import { keyIdNamed } from './key-steps.ts';
import { withPolicyErrors } from './policies.ts';
import type { SeedCredential, SeedSecret } from './schema.ts';
import { rotationOf } from './secret-rotation.ts';
import { credentialText } from './secret-values.ts';
import { type SeedVersions, versionsOf } from './secret-versions.ts';
import { type SeedPath, SeedError, type SeedSource } from './source.ts';
import { CREATOR, rejectFuture, rejectPast, type SeedStep, servicesAt, type StepParts } from './step.ts';
import { seedTime } from './times.ts';

/** A credential is a secret whose one value has slots. */
export function credentialStep(parts: StepParts, path: SeedPath, given: SeedCredential): SeedStep {
  const { type, access_key, secret_key, username, password, ...described } = given;
  const slots = { type, access_key, secret_key, username, password };
  const value = credentialText(
    Object.fromEntries(Object.entries(slots).filter(([, slot]) => slot !== undefined)),
    parts.source,
    path,
  );
  return { ...secretStep(parts, path, { ...described, value }), content: given };
}

export function secretStep(parts: StepParts, path: SeedPath, given: SeedSecret): SeedStep {
  const { source, claim } = parts;
  const { name, id } = given;
  const vault = parts.vaultOf(given.vault, [...path, 'vault']);
  claim(`secret ${vault} ${name}`, [...path, 'name']);
  if (id !== undefined) claim(`secret id ${id}`, [...path, 'id']);
  const planned = plan(parts, path, given);
  checkOwnPolicy(source, [...path, 'attributes', 'aliyun', 'policy'], given.attributes?.aliyun?.policy);
  return {
    source,
    path,
    entry: { kind: 'secret', vault, name },
    content: given,
    async isThere({ secrets, clock }) {
      const held = await secrets.findByName(vault, name);
      return held !== null && (held.deletionDueAt === null || held.deletionDueAt > clock.now());
    },
    async create(services) {
      await sweepDeletions(services, parts.now);
      if (id !== undefined && (await services.secrets.findAnywhere(id)) !== null)
        throw new SeedError(source, [...path, 'id'], 'is the id of another secret: give another, or none');
      const keyId = await keyOf(services, vault, parts, path, given);
      const secret = secretFrom(given, vault, planned, keyId);
      // Imported, a secret counts as changed at the time of the clock.
      const request = {
        exported: { secret, values: planned.values },
        vault,
        actor: secret.createdBy,
        limits: { maxSecrets: null, caselessName: false },
      };
      await importSecret(servicesAt(services, secret.updatedAt + 1), { ...request, ...(id !== undefined && { id }) });
    },
  };
}

/** The secret's own policy at Aliyun's door. @throws SeedError for one that the service would not take */
function checkOwnPolicy(source: SeedSource, path: SeedPath, text: string | undefined): void {
  if (text === undefined) return;
  withPolicyErrors(source, path, () => {
    try {
      checkRamPolicy(JSON.parse(text) as Json, 'resource', '');
    } catch (error) {
      throw error instanceof SyntaxError ? new SeedError(source, path, 'is not JSON', { cause: error }) : error;
    }
  });
}

/** What times and values a secret has. */
interface PlannedSecret extends SeedVersions {
  readonly createdAt: number;
  readonly deletionDueAt: number | null;
  readonly rotation: Rotation | null;
  readonly values: readonly SecretValue[];
}

function plan(parts: StepParts, path: SeedPath, given: SeedSecret): PlannedSecret {
  const at = (time: string | number, ...field: SeedPath): number =>
    seedTime(time, { ...parts, path: [...path, ...field] });
  const declaredAt =
    given.created === undefined ? null : rejectFuture(at(given.created, 'created'), parts, [...path, 'created']);
  const versions = versionsOf(parts, path, given, declaredAt);
  const createdAt = declaredAt ?? versions.versions[0]?.createdAt ?? parts.now;
  return {
    ...versions,
    createdAt,
    deletionDueAt:
      given.deletes === undefined ? null : rejectPast(at(given.deletes, 'deletes'), parts, [...path, 'deletes']),
    rotation: rotationOf(parts, path, given, createdAt),
  };
}

async function keyOf(
  services: Services,
  vault: VaultId,
  { source }: StepParts,
  path: SeedPath,
  { key: name }: SeedSecret,
): Promise<{ readonly own: string | null; readonly sealing: string }> {
  if (name === undefined) return { own: null, sealing: (await defaultKey(services, vault)).id };
  const own = await keyIdNamed(services, vault, name).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (own === null)
    throw new SeedError(
      source,
      [...path, 'key'],
      `= "${name}" is no key of the vault ${vault}: give the id or an alias of one, or add it under keys`,
    );
  return { own, sealing: own };
}

function secretFrom(
  given: SeedSecret,
  vault: VaultId,
  planned: PlannedSecret,
  keyId: { readonly own: string | null; readonly sealing: string },
): Secret {
  const {
    name,
    description = null,
    state = 'enabled',
    created_by: creator = CREATOR,
    tags = {},
    attributes = {},
  } = given;
  const { createdAt, deletionDueAt, rotation, versions, labels } = planned;
  return {
    vault,
    // Another one is made up where it is imported.
    id: '',
    name,
    description,
    state,
    keyId: keyId.own,
    createdAt,
    updatedAt: (versions.at(-1)?.createdAt ?? createdAt) - 1,
    createdBy: creator,
    updatedBy: creator,
    deletionDueAt,
    rotation,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    attributes: attributes as Attributes,
    lastOrdinal: versions.length,
    versions: versions.map((version) => ({ ...version, keyId: keyId.sealing })),
    labels,
    revision: 1,
  };
}
