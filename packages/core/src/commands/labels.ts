import { isBuiltIn } from '../model/labels.ts';
import { type Secret, rejectManaged, rejectPendingDeletion, versionById } from '../model/secret.ts';
import { type LabelMove, labelPlacement, moveLabel, removeLabel } from '../model/versioning.ts';
import type { VersioningPolicy } from '../model/versioning-policy.ts';
import { type ChangeTarget, changeSecret } from './change-secret.ts';
import type { SweepServices } from './sweep.ts';

/**
 * Moves a label by hand.
 * @throws DomainError `secret-not-found`, `version-not-found`, `secret-pending-deletion`, `secret-managed`,
 * `label-not-on-version`, `label-quota-exceeded`, in this order
 */
export async function moveSecretLabel(
  services: SweepServices,
  request: ChangeTarget & LabelMove & { readonly policy: VersioningPolicy },
): Promise<Secret> {
  return changeSecret(services, request, (secret, now) => {
    versionById(secret, request.to);
    if (request.from !== null) versionById(secret, request.from);
    rejectPendingDeletion(secret);
    rejectManaged(secret);
    return { secret: moveLabel(secret, request, request.policy, now) };
  });
}

/**
 * Takes a custom label away.
 * @throws DomainError `secret-not-found`, `version-not-found` or `label-not-found` (of a custom label, where no version
 * is named), `secret-pending-deletion`, `secret-managed`, `label-built-in`, `label-not-on-version`, in this order
 */
export async function removeSecretLabel(
  services: SweepServices,
  request: ChangeTarget & { readonly label: string; readonly from: string | null },
): Promise<Secret> {
  return changeSecret(services, request, (secret) => {
    if (request.from !== null) versionById(secret, request.from);
    else if (!isBuiltIn(request.label)) labelPlacement(secret, request.label);
    rejectPendingDeletion(secret);
    rejectManaged(secret);
    return { secret: removeLabel(secret, request.label, request.from) };
  });
}

/** Labels of one secret that change together. */
export interface LabelChanges {
  /** Taken away before any moves. */
  readonly remove: readonly string[];
  /** In their order. */
  readonly moves: readonly LabelMove[];
}

/**
 * Takes custom labels away and moves others by hand, in one step: all of it or nothing.
 * @throws DomainError `secret-not-found`, `secret-pending-deletion`, `secret-managed`, then as the changes come:
 * `label-built-in`, `label-not-found`, `version-not-found`, `label-not-on-version`, `label-quota-exceeded`
 */
export async function changeSecretLabels(
  services: SweepServices,
  request: ChangeTarget & LabelChanges & { readonly policy: VersioningPolicy },
): Promise<Secret> {
  const { remove, moves, policy } = request;
  return changeSecret(services, request, (secret, now) => {
    rejectPendingDeletion(secret);
    rejectManaged(secret);
    const without = remove.reduce((left, label) => removeLabel(left, label, null), secret);
    return { secret: moves.reduce((moved, move) => moveLabel(moved, move, policy, now), without) };
  });
}
