import type { Inventory } from '../model/inventory.ts';
import { DEFAULT_OPTIONS, type PlanOptions } from '../model/options.ts';
import { PROFILES, type TargetProfile } from '../model/target-profile.ts';
import type { TargetState } from '../planner/target-state.ts';
import type { PlanInput } from './build-plan.ts';
import type { PlanFile } from './schema.ts';

/** What a plan was made of but for its sources, so that it can be made again. @param now Unix milliseconds */
export function inputOfPlan(
  plan: PlanFile,
  inventory: Inventory,
  state: TargetState,
  now: number,
): Omit<PlanInput, 'edits' | 'waivers'> {
  const { dialect, address } = plan.target;
  const { keys = {}, rename = [], max_loss: maxLoss, require_values: requireValues } = plan.options;
  return {
    inventory: secretsOfPlan(plan, inventory),
    target: { dialect, address, profile: profileOfPlan(plan), state },
    options: optionsOfPlan(plan),
    keys,
    rename,
    maxLoss,
    requireValues,
    now,
  };
}

/** The secrets that were chosen for the plan. */
function secretsOfPlan(plan: PlanFile, inventory: Inventory): Inventory {
  const keyOf = (name: string, id: string | undefined): string => JSON.stringify([name, id]);
  const chosen = new Set(plan.secrets.map(({ from }) => keyOf(from.name, from.id)));
  return {
    ...inventory,
    secrets: inventory.secrets.filter(({ name, id }) => chosen.has(keyOf(name, id ?? undefined))),
  };
}

/** The limits that the plan assumed; what it leaves out has none. */
function profileOfPlan({ target }: PlanFile): TargetProfile {
  const limits = Object.entries(target.profile).filter(([, limit]) => typeof limit === 'number');
  return { ...PROFILES[target.dialect], ...(Object.fromEntries(limits) as Partial<TargetProfile>) };
}

function optionsOfPlan({ options }: PlanFile): PlanOptions {
  const names = Object.keys(DEFAULT_OPTIONS) as (keyof PlanOptions)[];
  const given = Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
  return { ...DEFAULT_OPTIONS, ...given };
}
