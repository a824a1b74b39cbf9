import type { InventoryVersion } from '../model/inventory.ts';
import type { Finding } from '../model/verdict.ts';
import { h8 } from '../names/hash.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanContext } from './context.ts';

/** The labels that both clouds keep themselves, in neutral terms. */
const BUILT_IN: ReadonlySet<string> = new Set(['CURRENT', 'PREVIOUS']);
/** Names that the target gives a meaning, and what goes before a label of one's own that has one. */
const RESERVED = {
  aliyun: { names: new Set(['ACSCurrent', 'ACSPrevious']), prefix: 'hw-' },
  huawei: { names: new Set(['SYSCURRENT', 'SYSPREVIOUS', 'SYSPENDING']), prefix: 'ali-' },
};
const LABEL_MAX = 64;

/** A label of one's own, and the version that has it. */
export interface PlannedLabel {
  readonly label: string;
  readonly versionId: string;
}

/** The labels beside the built-in ones, as the target takes them. */
export interface PlannedLabels {
  readonly labels: readonly PlannedLabel[];
  readonly findings: readonly Finding[];
}

/** The labels of one's own at Huawei or Alibaba Cloud. @param versions by age */
export function planLabels(versions: readonly InventoryVersion[], context: PlanContext): PlannedLabels {
  const all = versions.flatMap(({ id, labels }) =>
    labels.filter((label) => !BUILT_IN.has(label)).map((label) => ({ label, versionId: id })),
  );
  const findings: Finding[] = [];
  const builtIn = versions.flatMap(({ labels }) => labels.filter((label) => BUILT_IN.has(label))).length;
  const room = Math.max(0, context.profile.labels - builtIn);
  if (all.length > room) findings.push(findingOf(context.direction, 'LABEL-COUNT', { count: all.length - room }));
  const mapped = mapLabels(all.slice(-room || all.length), context);
  return { labels: mapped.labels, findings: [...findings, ...mapped.findings] };
}

/** How many labels a secret has that JOB has not. */
export function countLabels(versions: readonly InventoryVersion[]): number {
  return versions.flatMap(({ labels }) => labels.filter((label) => !BUILT_IN.has(label))).length;
}

function mapLabels(all: readonly PlannedLabel[], context: PlanContext): PlannedLabels {
  const aspects = new Set<'LABEL-CHARSET' | 'LABEL-RESERVED' | 'LABEL-PENDING'>();
  const taken = new Set<string>();
  const labels = all.map(({ label, versionId }) => {
    const { name, aspect } = mapLabel(label, context);
    if (aspect !== null) aspects.add(aspect);
    const free = taken.has(name) ? `${name.slice(0, LABEL_MAX - 9)}-${h8(label)}` : name;
    taken.add(free);
    return { label: free, versionId };
  });
  return { labels, findings: [...aspects].map((aspect) => findingOf(context.direction, aspect)) };
}

function mapLabel(
  label: string,
  { target }: PlanContext,
): { name: string; aspect: 'LABEL-CHARSET' | 'LABEL-RESERVED' | 'LABEL-PENDING' | null } {
  if (label === 'PENDING') return { name: 'SYSPENDING', aspect: 'LABEL-PENDING' };
  const { names, prefix } = target === 'huawei' ? RESERVED.huawei : RESERVED.aliyun;
  if (names.has(label)) return { name: prefix + label, aspect: 'LABEL-RESERVED' };
  if (target !== 'huawei' || /^[A-Za-z0-9_-]{1,64}$/.test(label)) return { name: label, aspect: null };
  return { name: label.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, LABEL_MAX), aspect: 'LABEL-CHARSET' };
}
