import {
  DomainError,
  type ExportedSecret,
  type Json,
  type Secret,
  type Services,
  type VaultId,
  attempt,
  changeSecret,
} from '@dragoman/core';
import { DOOR, accountOf, projectNamed } from '@dragoman/huawei-platform';

import type { HuaweiContext, HuaweiOperation } from '../../operation.ts';

/** A replica of a secret, as its primary keeps it. */
export interface Replica {
  readonly region: string;
  readonly kms_key_id: string | null;
  /** Unix milliseconds. */
  readonly create_time: number;
}

/** What stands in a replica's project under the secret's name: where the primary is. */
const REPLICA_REF = 'huawei.replica';

type ReplicaRef = { readonly vault: VaultId; readonly id: string; readonly kms_key_id: string | null };

/** The replicas that a secret has; `null` where it never had one. */
export function replicasOf(secret: Secret): readonly Replica[] | null {
  const kept = secret.attributes[DOOR]?.['replicas'] as unknown as readonly Replica[] | undefined;
  return kept ?? null;
}

/** A secret that leaves its vault leaves its replicas behind. */
export function withoutReplicas(exported: ExportedSecret): ExportedSecret {
  const { attributes } = exported.secret;
  const kept = Object.entries(attributes[DOOR] ?? {}).filter(([key]) => key !== 'replicas');
  return {
    ...exported,
    secret: { ...exported.secret, attributes: { ...attributes, [DOOR]: Object.fromEntries(kept) } },
  };
}

/**
 * Changes the replicas of a secret.
 * @param check asked once the secret is found and `decide` agreed
 * @throws DomainError `secret-not-found`, and what `decide` and `check` throw
 */
export async function changeReplicas(
  { services, vault, actor }: HuaweiContext,
  name: string,
  decide: (secret: Secret, now: number) => readonly Replica[],
  check: () => Promise<void> = async () => undefined,
): Promise<Secret> {
  return changeSecret(services, { ref: { vault, name }, actor }, async (secret, now) => {
    const replicas = decide(secret, now) as unknown as Json;
    await check();
    return {
      secret: { ...secret, attributes: { ...secret.attributes, [DOOR]: { ...secret.attributes[DOOR], replicas } } },
    };
  });
}

/**
 * What a secret with replicas shows of them. @NOTE unverified: the marks are the documents', their fields are not
 * printed
 */
export function replicationToWire(secret: Secret): object {
  const replicas = replicasOf(secret);
  if (replicas === null) return {};
  return {
    replication_type: replicas.length === 0 ? 'STANDALONE' : 'PRIMARY',
    replicas: replicas.map(({ region, kms_key_id: keyId, create_time: at }) => ({
      region,
      kms_key_id: keyId,
      create_time: at,
    })),
  };
}

/** The vault of the caller's project in a region. */
export function vaultInRegion(context: HuaweiContext, region: string): VaultId {
  return context.vaultOfProject(projectNamed(accountOf(context.caller), region).id);
}

/** Lets a secret be found by its name in a replica's vault. */
export async function addReplicaRef(
  services: Services,
  at: VaultId,
  { vault, id, name }: Secret,
  keyId: string | null,
): Promise<void> {
  const body: ReplicaRef = { vault, id, kms_key_id: keyId };
  const stale = await services.resources.find(at, REPLICA_REF, name);
  if (stale !== null) await services.resources.remove(at, REPLICA_REF, name, stale.revision);
  await services.resources.insert({
    vault: at,
    kind: REPLICA_REF,
    id: name,
    body,
    createdAt: services.clock.now(),
    dueAt: null,
    revision: 1,
  });
}

/** Ends what {@link addReplicaRef} began, unless the name leads to another primary by now. */
export async function removeReplicaRef(
  { resources }: Pick<Services, 'resources'>,
  at: VaultId,
  { id, name }: Secret,
): Promise<void> {
  const pointer = await resources.find(at, REPLICA_REF, name);
  if (pointer !== null && (pointer.body as ReplicaRef).id === id)
    await resources.remove(at, REPLICA_REF, name, pointer.revision);
}

/** Where the primary of a replica is; `null` where there is no replica of that name, or its primary is gone. */
export async function primaryOf(
  { resources, secrets }: Pick<Services, 'resources' | 'secrets'>,
  at: VaultId,
  name: string,
): Promise<ReplicaRef | null> {
  const pointer = (await resources.find(at, REPLICA_REF, name))?.body as ReplicaRef | undefined;
  if (pointer === undefined) return null;
  return (await secrets.findById(pointer.vault, pointer.id)) === null ? null : pointer;
}

/**
 * The operation, reading the primary where the project has only a replica of that name: what a replica shows is always
 * what its primary has.
 */
export function readingReplicas(operation: HuaweiOperation): HuaweiOperation {
  return {
    ...operation,
    run: (context, input) =>
      attempt(
        () => operation.run(context, input),
        async (error) => {
          const { path } = input as { readonly path: { readonly secret_name: string } };
          if (!(error instanceof DomainError) || error.code !== 'secret-not-found') throw error;
          const primary = await primaryOf(context.services, context.vault, path.secret_name);
          if (primary === null) throw error;
          return asReplica(await operation.run({ ...context, vault: primary.vault }, input), primary.kms_key_id);
        },
      ),
  };
}

/** A secret seen through its replica. */
function asReplica(output: unknown, keyId: string | null): unknown {
  const { secret, ...rest } = output as { readonly secret?: Readonly<Record<string, unknown>> };
  if (secret === undefined) return output;
  return {
    ...rest,
    secret: { ...secret, kms_key_id: keyId ?? secret['kms_key_id'], replication_type: 'REPLICA', replicas: undefined },
  };
}
