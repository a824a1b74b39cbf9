import { createSecret, putSecretVersion, type SecretValue, type VaultId, type VersioningPolicy } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';

/** Who changes what a control call changes, as of what seeds make. */
export const ACTOR = 'dragoman';

/**
 * As many versions and labels as every door shows: Huawei's limits, which are the wider ones, without its rejection at
 * the version limit.
 */
export const POLICY: VersioningPolicy = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

/** A value for a secret that may be there. */
export interface PutSecret {
  readonly vault: VaultId;
  readonly name: string;
  readonly value: SecretValue;
  readonly version: string | null;
  /** In core's own names; `null` is CURRENT alone. */
  readonly labels: readonly string[] | null;
  /** Of a secret that is made. */
  readonly description: string | null;
}

/** Makes the secret, or adds a version to the one that is there. @returns whether it was made */
export async function putSecret({ services }: Environment, put: PutSecret): Promise<boolean> {
  const { vault, name, value, version: versionId, labels, description } = put;
  if ((await services.secrets.findByName(vault, name)) !== null) {
    await putSecretVersion(services, {
      ref: { vault, name },
      actor: ACTOR,
      value,
      versionId,
      labels,
      expiresAt: null,
      sameVersion: 'reject',
      policy: POLICY,
    });
    return false;
  }
  await createSecret(services, {
    vault,
    name,
    actor: ACTOR,
    value,
    versionId,
    description,
    keyId: null,
    tags: [],
    attributes: {},
    limits: { maxSecrets: null, caselessName: false },
  });
  return true;
}
