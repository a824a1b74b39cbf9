import { rotationDueAt } from './rotation.ts';
import type { Secret, Version } from './secret.ts';

/**
 * When the first thing falls due that has to be done about the secret without anybody asking, Unix milliseconds; `null`
 * when nothing will.
 */
export function nextDueAt(secret: Secret): number | null {
  const times = [secret.deletionDueAt, rotationDueAt(secret), ...secret.versions.map(untoldExpiry)].filter(
    (time) => time !== null,
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** The versions that expired by `now` of which nobody was told, the longest expired first. */
export function unnotifiedExpired(secret: Secret, now: number): Version[] {
  return secret.versions
    .filter((version) => (untoldExpiry(version) ?? Infinity) <= now)
    .toSorted((left, right) => (left.expiresAt ?? 0) - (right.expiresAt ?? 0));
}

/** The secret with the expiry of these versions marked as told. */
export function markExpiryNotified(secret: Secret, expired: readonly Version[]): Secret {
  return {
    ...secret,
    versions: secret.versions.map((version) =>
      expired.includes(version) ? { ...version, expiryTold: true } : version,
    ),
  };
}

/** The secret with another expiry of one version, of which is told anew. */
export function withExpiry(secret: Secret, version: Version, expiresAt: number | null): Secret {
  const changed = { ...version, expiresAt, expiryTold: false };
  return { ...secret, versions: secret.versions.map((other) => (other.id === version.id ? changed : other)) };
}

function untoldExpiry(version: Version): number | null {
  return version.expiryTold === true ? null : version.expiresAt;
}
