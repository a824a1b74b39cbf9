import { DomainError } from '../errors.ts';
import { BUILT_IN_LABELS, CURRENT, PREVIOUS, isBuiltIn } from './labels.ts';
import { type DataType, type LabelPlacement, type Secret, type Version, labelsOf, versionById } from './secret.ts';
import type { VersioningPolicy } from './versioning-policy.ts';

/** What a put is asked to do. */
export interface NewVersion {
  /** Given by the caller; `null` lets the secret number it. */
  readonly id: string | null;
  readonly dataType: DataType;
  readonly keyId: string;
  readonly expiresAt: number | null;
  /** The labels that move to the new version; `null` or an empty list is CURRENT alone, `none` is no label at all. */
  readonly labels: readonly string[] | 'none' | null;
}

/** The outcome of a put: the secret after it, the version made and the versions that rolled off. */
export interface PutOutcome {
  readonly secret: Secret;
  readonly version: Version;
  readonly dropped: readonly string[];
}

/**
 * Adds a version and moves labels to it.
 * @throws DomainError `version-exists`, `label-quota-exceeded`, `version-quota-exceeded`
 */
export function putVersion(secret: Secret, request: NewVersion, policy: VersioningPolicy, now: number): PutOutcome {
  rejectTakenId(secret, request.id);
  const version = nextVersion(secret, request, now);
  const wanted = labelsToPlace(request.labels);
  const withVersion: Secret = { ...secret, lastOrdinal: version.ordinal, versions: [...secret.versions, version] };
  const moved = placeAll(withVersion, wanted, version);
  rejectTooManyLabels(secret, moved, policy);
  const dropped = rollOff(moved, policy);
  return {
    secret: dropped === null ? moved : without(moved, dropped),
    version,
    dropped: dropped === null ? [] : [dropped],
  };
}

/** @throws DomainError `version-exists` when a version has this id already; `null` lets the secret number it */
export function rejectTakenId(secret: Secret, id: string | null): void {
  if (id !== null && secret.versions.some((version) => version.id === id)) throw new DomainError('version-exists', id);
}

/** How a label is to move; `from`, when given, must carry it. */
export interface LabelMove {
  readonly label: string;
  readonly to: string;
  readonly from: string | null;
}

/**
 * Moves a label to a version, or creates it there.
 * @throws DomainError `version-not-found`, `label-not-on-version`, `label-quota-exceeded`
 */
export function moveLabel(secret: Secret, move: LabelMove, policy: VersioningPolicy, now: number): Secret {
  const target = versionById(secret, move.to);
  if (move.from !== null) requireOn(secret, move.label, versionById(secret, move.from));
  if (labelsOf(secret, target.id).includes(move.label)) return secret;
  const placed = placeLabel(secret, move.label, { id: target.id, createdAt: now });
  const moved = move.label === CURRENT && policy.moveHandsOverPrevious ? handOver(secret, placed, now) : placed;
  rejectTooManyLabels(secret, moved, policy);
  return moved;
}

/**
 * Moves several labels to a version that exists, as a put of that version with these labels would have done.
 * Answers the very secret it was given when there is nothing to move.
 * @throws DomainError `version-not-found`, `label-quota-exceeded`
 */
export function relabel(
  secret: Secret,
  to: string,
  labels: readonly string[],
  policy: VersioningPolicy,
  now: number,
): Secret {
  const target = versionById(secret, to);
  const held = labelsOf(secret, target.id);
  // Beside CURRENT, PREVIOUS is handed over rather than asked for: a put that is repeated must find nothing to do.
  const handedOver = labels.includes(CURRENT) && secret.labels.some(({ label }) => label === PREVIOUS);
  const wanted = labels.filter((label) => !held.includes(label) && !(handedOver && label === PREVIOUS));
  if (wanted.length === 0) return secret;
  const moved = placeAll(secret, wanted, { id: target.id, createdAt: now });
  rejectTooManyLabels(secret, moved, policy);
  return moved;
}

/**
 * Takes a custom label off the version that carries it (off `from`, when given).
 * @throws DomainError `label-built-in`, `version-not-found`, `label-not-on-version` (with `from`), `label-not-found`
 * (without), in this order
 */
export function removeLabel(secret: Secret, label: string, from: string | null): Secret {
  if (isBuiltIn(label)) throw new DomainError('label-built-in', label);
  const source = from === null ? null : versionById(secret, from);
  if (source !== null) requireOn(secret, label, source);
  else labelPlacement(secret, label);
  return { ...secret, labels: secret.labels.filter((placement) => placement.label !== label) };
}

/** Where a label is. @throws DomainError `label-not-found` */
export function labelPlacement(secret: Secret, label: string): LabelPlacement {
  const placement = secret.labels.find((candidate) => candidate.label === label);
  if (placement === undefined) throw new DomainError('label-not-found', label);
  return placement;
}

/**
 * Which version a reader asks for: by id (which must then carry the label, if one is given), by label, or the newest
 * that does not wait for a rotation to put it into use.
 */
export type VersionSelector =
  { readonly versionId: string; readonly label: string | null } | { readonly label: string } | 'newest';

/** @throws DomainError `version-not-found`, `label-not-found`, `label-not-on-version` */
export function selectVersion(secret: Secret, selector: VersionSelector): Version {
  if (selector === 'newest') {
    const waiting = secret.rotation?.requested?.versionId;
    const newest = secret.versions.findLast(({ id }) => id !== waiting);
    if (newest === undefined) throw new DomainError('version-not-found', 'newest');
    return newest;
  }
  if (!('versionId' in selector)) return versionById(secret, labelPlacement(secret, selector.label).versionId);
  const version = versionById(secret, selector.versionId);
  if (selector.label !== null) requireOn(secret, selector.label, version);
  return version;
}

function labelsToPlace(requested: NewVersion['labels']): readonly string[] {
  if (requested === 'none') return [];
  return requested === null || requested.length === 0 ? [CURRENT] : requested;
}

function nextVersion(secret: Secret, request: NewVersion, now: number): Version {
  const newest = secret.versions.at(-1);
  let ordinal = secret.lastOrdinal + 1;
  // A caller may have given a version the very name that the secret would make next.
  while (request.id === null && secret.versions.some((version) => version.id === `v${ordinal}`)) ordinal += 1;
  return {
    id: request.id ?? `v${ordinal}`,
    ordinal,
    createdAt: Math.max(now, newest === undefined ? now : newest.createdAt + 1),
    expiresAt: request.expiresAt,
    dataType: request.dataType,
    keyId: request.keyId,
  };
}

function placeLabel(secret: Secret, label: string, on: { readonly id: string; readonly createdAt: number }): Secret {
  const others = secret.labels.filter((placement) => placement.label !== label);
  return { ...secret, labels: [...others, { label, versionId: on.id, movedAt: on.createdAt }] };
}

/** Places all labels on one version, as a put does; the hand-over of PREVIOUS wins over PREVIOUS asked for by name. */
function placeAll(
  secret: Secret,
  labels: readonly string[],
  on: { readonly id: string; readonly createdAt: number },
): Secret {
  const placed = labels.reduce((held, label) => placeLabel(held, label, on), secret);
  return labels.includes(CURRENT) ? handOver(secret, placed, on.createdAt) : placed;
}

/** Gives PREVIOUS to the version that carried CURRENT in `before`. */
function handOver(before: Secret, after: Secret, now: number): Secret {
  const former = before.labels.find((placement) => placement.label === CURRENT)?.versionId;
  return former === undefined ? after : placeLabel(after, PREVIOUS, { id: former, createdAt: now });
}

/** Labels that are there already may stay, however many: a lower limit takes none away. */
function rejectTooManyLabels(before: Secret, after: Secret, { labelLimit, atLabelLimit }: VersioningPolicy): void {
  if (labelLimit === null) return;
  const isReserved = atLabelLimit === 'reserve';
  const count = ({ labels }: Secret): number =>
    isReserved ? labels.filter(({ label }) => !isBuiltIn(label)).length : labels.length;
  const most = isReserved ? labelLimit - BUILT_IN_LABELS : labelLimit;
  if (count(after) > count(before) && count(after) > most) throw new DomainError('label-quota-exceeded', before.name);
}

function requireOn(secret: Secret, label: string, version: Version): void {
  if (!labelsOf(secret, version.id).includes(label)) throw new DomainError('label-not-on-version', label);
}

/** The version that goes to make room for the newest; `null` for none. */
function rollOff(secret: Secret, policy: VersioningPolicy): string | null {
  if (policy.versionLimit === null || secret.versions.length <= policy.versionLimit) return null;
  const stays = ({ label }: LabelPlacement): boolean => policy.atVersionLimit !== 'drop-oldest' || label === CURRENT;
  const staying = new Set(secret.labels.filter(stays).map(({ versionId }) => versionId));
  const oldest = secret.versions.slice(0, -1).find((version) => !staying.has(version.id));
  if (oldest !== undefined) return oldest.id;
  if (policy.atVersionLimit === 'drop-unlabelled-or-exceed') return null;
  throw new DomainError('version-quota-exceeded', secret.name);
}

/** The secret without a version and without the labels on it. */
function without(secret: Secret, versionId: string): Secret {
  return {
    ...secret,
    versions: secret.versions.filter(({ id }) => id !== versionId),
    labels: secret.labels.filter((placement) => placement.versionId !== versionId),
  };
}
