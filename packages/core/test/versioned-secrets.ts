import { EMPTY, FREE } from './environment.ts';
import { type Secret, labelsOf } from '../src/model/secret.ts';
import { putVersion } from '../src/model/versioning.ts';
import type { VersioningPolicy } from '../src/model/versioning-policy.ts';

/** Huawei CSMS: at most 20 versions and 12 labels; CURRENT moved by hand moves alone. */
export const CSMS: VersioningPolicy = {
  versionLimit: 20,
  atVersionLimit: 'drop-unlabelled-or-refuse',
  labelLimit: 12,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: false,
};

/** Alibaba Cloud KMS: at most 10 versions and 8 labels; CURRENT moved by hand hands PREVIOUS over. */
export const KMS: VersioningPolicy = {
  versionLimit: 10,
  atVersionLimit: 'drop-unlabelled-or-exceed',
  labelLimit: 8,
  atLabelLimit: 'reject',
  moveHandsOverPrevious: true,
};

export const NOW = 5_000;

/** The secret after a put. */
export function after(
  secret: Secret,
  policy: VersioningPolicy,
  labels: readonly string[] | null = null,
  id: string | null = null,
): Secret {
  return putVersion(secret, { id, dataType: 'text', keyId: 'key', expiresAt: null, labels }, policy, NOW).secret;
}

/** A secret after so many puts, each with these labels. */
export function withVersions(
  count: number,
  labelsOfEach: (n: number) => readonly string[] | null = () => null,
): Secret {
  let secret = after(EMPTY, FREE);
  for (let n = 2; n <= count; n += 1) secret = after(secret, FREE, labelsOfEach(n));
  return secret;
}

/** The versions' ids with their labels. */
export function presented(secret: Secret): Record<string, string[]> {
  return Object.fromEntries(secret.versions.map(({ id }) => [id, labelsOf(secret, id).toSorted()]));
}
