import { ConfigError } from '@dragoman/input';

import { directionBetween } from '../model/direction.ts';
import type { Inventory, InventorySecret } from '../model/inventory.ts';
import { PROFILES, type TargetProfile } from '../model/target-profile.ts';
import { DEFAULT_OPTIONS, type PlanOptions } from '../model/options.ts';
import { sourceFingerprint } from '../plan-file/build-plan.ts';
import type { PlanFile, PlanFileSecret, PlanStep } from '../plan-file/schema.ts';
import { StalePlanError } from '../plan-file/stale-plan-error.ts';
import { asSeenAt } from '../planner/as-seen-at.ts';
import type { PlanContext } from '../planner/context.ts';
import { planSecret, type TargetSecret } from '../planner/plan-secret.ts';

/** A step of a plan, with what it is to do spelled out. */
export type MoveStep =
  | {
      readonly id: string;
      readonly kind: 'create' | 'add';
      /** The version's id at the source, and at the target. */
      readonly sourceVersion: string;
      readonly versionId: string;
    }
  | { readonly id: string; readonly kind: 'label'; readonly label: string; readonly versionId: string }
  | { readonly id: string; readonly kind: 'tag' }
  | { readonly id: string; readonly kind: 'schedule-deletion'; readonly days: number };

/** One secret on its way. */
export interface Move {
  readonly id: string;
  readonly source: InventorySecret;
  readonly action: 'create' | 'add-version';
  /** What it is to be at the target. */
  readonly secret: TargetSecret;
  readonly steps: readonly MoveStep[];
  /** Fingerprints that the plan has of values, by version at the source. */
  readonly fingerprints: ReadonlyMap<string, string>;
}

const KINDS: Readonly<Partial<Record<string, MoveStep['kind']>>> = {
  CreateSecret: 'create',
  create_credential: 'create',
  CreateSecretVersion: 'add',
  PutSecretValue: 'add',
  UpdateSecretStage: 'label',
  UpdateSecretVersionStage: 'label',
  BatchCreateOrDeleteTags: 'tag',
  TagResources: 'tag',
  DeleteSecretForSchedule: 'schedule-deletion',
  DeleteSecret: 'schedule-deletion',
};

/**
 * What a plan has to do, from the sources that it was made of: descriptions and tags stand in no plan. Secrets that
 * were not chosen for the plan do not count.
 * @throws StalePlanError where the sources are no longer those of the plan
 */
export function movesOf(plan: PlanFile, inventory: Inventory): Move[] {
  const chosen = new Set(plan.secrets.map(({ from }) => sourceKey(from.name, from.id)));
  const secrets = inventory.secrets
    .filter(({ name, id }) => chosen.has(sourceKey(name, id ?? undefined)))
    .map((secret) => asSeenAt(inventory.dialect, secret));
  const { dialect, fingerprint } = plan.source;
  if (inventory.dialect !== dialect || sourceFingerprint({ ...inventory, secrets }) !== fingerprint)
    throw new StalePlanError('the sources are no longer as the plan saw them: make the plan anew');
  const byKey = new Map(secrets.map((secret) => [sourceKey(secret.name, secret.id ?? undefined), secret]));
  const context = contextOfPlan(plan);
  return plan.secrets
    .filter(({ steps }) => steps.length > 0)
    .map((planned) => {
      const source = byKey.get(sourceKey(planned.from.name, planned.from.id));
      if (source === undefined)
        throw new StalePlanError(`the sources have no ${JSON.stringify(planned.from.name)}: make the plan anew`);
      return moveOf(planned, source, context);
    });
}

function sourceKey(name: string, id: string | undefined): string {
  return JSON.stringify([name, id]);
}

function moveOf(planned: PlanFileSecret, source: InventorySecret, context: PlanContext): Move {
  const name = { name: planned.to.name, aspects: [], collides: false };
  const { target } = planSecret(source, name, undefined, context);
  if (target === null || planned.action === 'skip')
    throw new StalePlanError(`the plan moves ${JSON.stringify(source.name)}, which is refused: make the plan anew`);
  const steps = planned.steps.map((step) => stepOf(step, target));
  const fingerprints = (planned.values ?? []).flatMap(({ version, fp }) =>
    fp === undefined ? [] : [[version, fp] as const],
  );
  return { id: planned.id, source, action: planned.action, secret: target, steps, fingerprints: new Map(fingerprints) };
}

function stepOf({ id, op, version, label = '', to = '', days = 0 }: PlanStep, target: TargetSecret): MoveStep {
  const kind = KINDS[op];
  switch (kind) {
    case 'create':
    case 'add': {
      const [sourceVersion = '', versionId = ''] = version?.split('→') ?? [target.versions.at(-1)?.source.id, 'v1'];
      if (!target.versions.some(({ source }) => source.id === sourceVersion))
        throw new StalePlanError(`step ${id} writes a version that the sources do not have: make the plan anew`);
      return { id, kind, sourceVersion, versionId };
    }
    case 'label':
      return { id, kind, label, versionId: to };
    case 'tag':
      return { id, kind };
    case 'schedule-deletion':
      return { id, kind, days };
    default:
      throw new ConfigError(`step ${id} is no call that a move makes: ${op}`);
  }
}

/** What the plan was made under; times count from when it was made. */
export function contextOfPlan({ source, target, options, made_at: madeAt }: PlanFile): PlanContext {
  const direction = directionBetween(source.dialect, target.dialect);
  if (direction === null) throw new ConfigError('the plan leads from a service to itself');
  const limits = Object.entries(target.profile).filter(([, limit]) => typeof limit === 'number');
  const profile: TargetProfile = { ...PROFILES[target.dialect], ...(Object.fromEntries(limits) as object) };
  const { keys = {} } = options;
  return {
    direction,
    source: source.dialect,
    target: target.dialect,
    profile,
    options: optionsIn(options),
    keys,
    now: Date.parse(madeAt),
  };
}

function optionsIn(given: PlanFile['options']): PlanOptions {
  const names = Object.keys(DEFAULT_OPTIONS) as (keyof PlanOptions)[];
  return Object.fromEntries(
    names.map((name) => [name, given[name] ?? DEFAULT_OPTIONS[name]]),
  ) as unknown as PlanOptions;
}
