import { CURRENT } from './labels.ts';
import type { RotationPlan } from './rotation-plan.ts';
import type { Secret, Version } from './secret.ts';
import { moveLabel } from './versioning.ts';

/** The version that was made for the rotation that waits, unless it is gone. */
export function waitingVersion({ rotation, versions }: Secret): Version | null {
  const versionId = rotation?.requested?.versionId ?? null;
  return versionId === null ? null : (versions.find(({ id }) => id === versionId) ?? null);
}

/** CURRENT moves to the version, which waits no longer. */
export function putInUse(secret: Secret, version: Version, plan: RotationPlan, now: number): Secret {
  const ready = plan.pendingLabel === null ? secret : withoutLabel(secret, plan.pendingLabel, version);
  const policy = { ...plan.versioning, moveHandsOverPrevious: true };
  return moveLabel(ready, { label: CURRENT, to: version.id, from: null }, policy, now);
}

/** The secret without a version that waited in vain. */
export function withoutWaiting(
  secret: Secret,
  version: Version | null,
): { readonly secret: Secret; readonly dropped?: readonly string[] } {
  if (version === null) return { secret };
  const versions = secret.versions.filter(({ id }) => id !== version.id);
  const labels = secret.labels.filter(({ versionId }) => versionId !== version.id);
  return { secret: { ...secret, versions, labels }, dropped: [version.id] };
}

function withoutLabel(secret: Secret, label: string, version: Version): Secret {
  return {
    ...secret,
    labels: secret.labels.filter((placement) => placement.label !== label || placement.versionId !== version.id),
  };
}
