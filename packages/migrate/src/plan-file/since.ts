import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';
import { worstOf } from '../model/verdict.ts';
import type { PlanContext } from '../planner/context.ts';
import { editKeyOf, type SecretEdits } from '../planner/edits.ts';
import type { PlannedSecret, TargetSecret } from '../planner/plan-secret.ts';
import type { TargetState } from '../planner/target-state.ts';
import { findingOf } from '../rules/catalogue.ts';
import type { PlanFile, PlanFileSecret, PlanStep } from './schema.ts';

/** A move that was carried out, which another goes on from. */
export interface Since {
  readonly plan: PlanFile;
  /** What became of a step. */
  readonly progress: {
    isDone(step: string): boolean;
    of(step: string): { readonly target_version?: string } | undefined;
  };
}

/** A secret that moved before, and what of it is still to go. */
export interface DeltaSecret {
  readonly planned: PlannedSecret;
  readonly steps: readonly Omit<PlanStep, 'id'>[];
  /** Versions that the target has already: its ids by those of the source. */
  readonly there: Readonly<Record<string, string>>;
}

const CURRENT = { huawei: 'SYSCURRENT', aliyun: 'ACSCurrent', bk: '' };

/** @throws ConfigError where the move before did not come to its end */
export function rejectUnfinished({ plan, progress }: Since): void {
  const steps = plan.secrets.flatMap((secret) => secret.steps);
  const done = steps.filter(({ id }) => progress.isDone(id)).length;
  if (done < steps.length)
    throw new ConfigError(`the move before took ${done} of ${steps.length} steps: finish it first`);
}

/** What moved before keeps the name that it got. */
export function editsSince({ plan }: Since): SecretEdits {
  return new Map(
    plan.secrets
      .filter(hasMoved)
      .map(({ from, to }) => [editKeyOf({ name: from.name, id: from.id ?? null }), { name: to.name }]),
  );
}

/** What the target had before these moved there. */
export function stateSince(state: TargetState, { plan }: Since): TargetState {
  const moved = new Set(plan.secrets.filter(hasMoved).map(({ to }) => to.name));
  return { ...state, existing: state.existing.filter(({ name }) => !moved.has(name)) };
}

/** Finds what moved before. */
export function movedBefore({ plan }: Since): (secret: PlannedSecret) => PlanFileSecret | undefined {
  const moved = new Map(
    plan.secrets
      .filter(hasMoved)
      .map((secret) => [editKeyOf({ name: secret.from.name, id: secret.from.id ?? null }), secret]),
  );
  return ({ source }) => moved.get(editKeyOf(source));
}

function hasMoved({ steps, there }: PlanFileSecret): boolean {
  return steps.length > 0 || there !== undefined;
}

/** Versions that are newer than those that moved, and labels that are elsewhere than they were. */
export function deltaOf(
  planned: PlannedSecret,
  before: PlanFileSecret,
  { progress }: Since,
  { direction, target: dialect }: Pick<PlanContext, 'direction' | 'target'>,
): DeltaSecret {
  const there = versionsThere(before, progress);
  if (planned.target === null) return { planned, steps: [], there };
  const added = addedVersions(planned, planned.target, there, dialect);
  const op = dialect === 'huawei' ? 'CreateSecretVersion' : 'PutSecretValue';
  const steps = [
    ...added.map(([source, id]) => ({ op, version: `${source}→${id}` })),
    ...labelSteps(planned.target, before, { there, added }, dialect),
  ];
  // At BlueKing nothing tells whether what is there is still what was moved.
  const hasNewerValue = dialect === 'bk' && added.length > 0;
  const verdict = hasNewerValue ? 'refused' : steps.length === 0 ? 'kept' : 'changed';
  const findings = [...planned.findings, findingOf(direction, 'NAME-TAKEN', { verdict })];
  const action = hasNewerValue || steps.length === 0 ? 'skip' : 'add-version';
  return {
    planned: { ...planned, action, findings, verdict: worstOf(findings), edit: {} },
    steps: hasNewerValue ? [] : steps,
    there,
  };
}

/** Ids at the target by ids at the source: of moves before that one, and of its steps. */
function versionsThere({ steps, there = {} }: PlanFileSecret, progress: Since['progress']): Record<string, string> {
  const written = steps.flatMap(({ id, version }): [string, string][] => {
    const [source, planned] = version?.split('→') ?? [];
    if (source === undefined || planned === undefined) return [];
    return [[source, progress.of(id)?.target_version ?? planned]];
  });
  return { ...there, ...Object.fromEntries(written) };
}

/** In the order of writing; what is older than the newest that moved was left behind on purpose. */
function addedVersions(
  { source }: PlannedSecret,
  target: TargetSecret,
  there: Readonly<Record<string, string>>,
  dialect: Dialect,
): [string, string][] {
  const newest = source.versions.findLastIndex(({ id }) => Object.hasOwn(there, id));
  const newer = new Set(source.versions.slice(newest + 1).map(({ id }) => id));
  const last = Math.max(0, ...Object.values(there).map((id) => Number(/^v(\d+)$/.exec(id)?.[1] ?? 0)));
  return target.versions
    .filter((version) => newer.has(version.source.id))
    .map((version, at) => [version.source.id, dialect === 'huawei' ? `v${last + at + 1}` : version.source.id]);
}

/** Labels that moved, and CURRENT where the last version that is written is not the current one. */
function labelSteps(
  target: TargetSecret,
  before: PlanFileSecret,
  { there, added }: { readonly there: Readonly<Record<string, string>>; readonly added: readonly [string, string][] },
  dialect: Dialect,
): Omit<PlanStep, 'id'>[] {
  if (dialect === 'bk') return [];
  const ids = new Map([...Object.entries(there), ...added]);
  const op = dialect === 'huawei' ? 'UpdateSecretStage' : 'UpdateSecretVersionStage';
  const had = new Set(before.steps.map(({ label, to }) => JSON.stringify([label, to])));
  const custom = target.labels.map(({ label, versionId }) => ({ op, label, to: ids.get(versionId) }));
  const current = ids.get(target.versions.at(-1)?.source.id ?? '');
  const marked = added.at(-1)?.[1] ?? before.steps.findLast(({ version }) => version !== undefined)?.version;
  const isMarked = current === undefined || marked === current || marked?.endsWith(`→${current}`) === true;
  const moved = isMarked ? [] : [{ op, label: CURRENT[dialect], to: current }];
  return [...moved, ...custom].flatMap(({ to, ...step }) =>
    to === undefined || had.has(JSON.stringify([step.label, to])) ? [] : [{ ...step, to }],
  );
}
