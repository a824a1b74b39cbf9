import type { InventorySecret, InventoryVersion } from '../model/inventory.ts';
import type { Finding } from '../model/verdict.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';
import { countLabels, type PlannedLabel, planLabels } from './labels.ts';

/** A version on its way, in the order of writing. */
export interface PlannedVersion {
  readonly source: InventoryVersion;
  /** Its id at the target. */
  readonly id: string;
}

/** The versions that move, in the order in which they are written, with the labels of one's own. */
export interface PlannedVersions {
  readonly versions: readonly PlannedVersion[];
  readonly labels: readonly PlannedLabel[];
  readonly findings: readonly Finding[];
}

/** Which versions move, in which order, under which ids and labels. */
export function planVersions(secret: InventorySecret, context: PlanContext): PlannedVersions {
  const versions = withCurrent(secret.versions);
  const expiry = versions.some(({ expiresAt }) => expiresAt !== null)
    ? [findingOf(context.direction, 'VERSION-EXPIRY')]
    : [];
  const planned = context.target === 'bk' ? currentAlone(versions, context) : severalVersions(versions, context);
  // Of a secret whose versions the source does not all tell, rules on versions and labels cannot be asked.
  const findings = secret.completeness === 'whole' ? planned.findings : [];
  return { ...planned, findings: [...findings, ...expiry] };
}

/** Every service has a current version: where the source does not say which, it is the newest. */
function withCurrent(versions: readonly InventoryVersion[]): readonly InventoryVersion[] {
  const newest = versions.at(-1);
  if (newest === undefined || versions.some(({ labels }) => labels.includes('CURRENT'))) return versions;
  return [...versions.slice(0, -1), { ...newest, labels: ['CURRENT', ...newest.labels] }];
}

function currentAlone(versions: readonly InventoryVersion[], { direction }: PlanContext): PlannedVersions {
  const findings: Finding[] = [];
  if (versions.length > 1) findings.push(findingOf(direction, 'VERSION-COUNT', { count: versions.length - 1 }));
  const labels = countLabels(versions);
  if (labels > 0) findings.push(findingOf(direction, 'LABELS', { count: labels }));
  return {
    versions: versions.filter(({ labels }) => labels.includes('CURRENT')).map((source) => ({ source, id: source.id })),
    labels: [],
    findings,
  };
}

function severalVersions(versions: readonly InventoryVersion[], context: PlanContext): PlannedVersions {
  const { labels, findings } = planLabels(versions, context);
  const left = withoutOldest(versions, labels, context);
  const ordered = writeOrder(left.versions);
  const planned = ordered.map((source, at) => ({
    source,
    id: context.target === 'huawei' ? `v${at + 1}` : source.id,
  }));
  return {
    versions: planned,
    labels,
    findings: [...findings, ...left.findings, ...orderFindings(versions, planned, context)],
  };
}

/** What the target keeps: the oldest versions without a label go first, CURRENT and PREVIOUS never. */
function withoutOldest(
  versions: readonly InventoryVersion[],
  labels: readonly PlannedLabel[],
  { direction, profile }: PlanContext,
): { versions: readonly InventoryVersion[]; findings: readonly Finding[] } {
  const excess = versions.length - profile.versions;
  if (excess <= 0) return { versions, findings: [] };
  const labelled = new Set(labels.map(({ versionId }) => versionId));
  const isKept = ({ id, labels: own }: InventoryVersion): boolean =>
    labelled.has(id) || own.includes('CURRENT') || own.includes('PREVIOUS');
  const dropped = new Set(versions.filter((version) => !isKept(version)).slice(0, excess));
  return {
    versions: versions.filter((version) => !dropped.has(version)),
    findings: [findingOf(direction, 'VERSION-COUNT', { count: excess })],
  };
}

/** By age, PREVIOUS last but one, CURRENT last, so that the services themselves put both labels where they belong. */
function writeOrder(versions: readonly InventoryVersion[]): InventoryVersion[] {
  const rankOf = ({ labels }: InventoryVersion): number => {
    if (labels.includes('CURRENT')) return 2;
    return labels.includes('PREVIOUS') ? 1 : 0;
  };
  return versions.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function orderFindings(
  all: readonly InventoryVersion[],
  planned: readonly PlannedVersion[],
  { direction, target }: PlanContext,
): Finding[] {
  const findings: Finding[] = [];
  if (all.length > 1 && !all.some(({ labels }) => labels.includes('PREVIOUS')))
    if (direction === 'HW-ALI' || direction === 'ALI-HW') findings.push(findingOf(direction, 'LABEL-PREVIOUS'));
  if (target === 'huawei' && direction === 'ALI-HW') {
    const byAge = all.filter((version) => planned.some(({ source }) => source === version));
    if (byAge.some((version, at) => planned[at]?.source !== version))
      findings.push(findingOf(direction, 'VERSION-ORDER'));
    if (planned.some(({ source, id }) => source.id !== id)) findings.push(findingOf(direction, 'VERSION-ID'));
  }
  if (direction === 'HW-ALI' && all.at(-1)?.labels.includes('CURRENT') !== true)
    findings.push(findingOf(direction, 'READ-LATEST'));
  return findings;
}
