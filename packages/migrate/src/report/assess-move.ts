import { ConfigError } from '@dragoman/input';

import { type Dialect, DIALECTS } from '../model/direction.ts';
import type { InventorySecret } from '../model/inventory.ts';
import { DEFAULT_OPTIONS } from '../model/options.ts';
import { PROFILES } from '../model/target-profile.ts';
import type { Verdict } from '../model/verdict.ts';
import { buildPlan } from '../plan-file/build-plan.ts';
import { checkGate } from '../plan-file/gate.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { asSeenAt, rejectImpossible } from '../planner/as-seen-at.ts';
import { EMPTY_TARGET } from '../planner/target-state.ts';
import type { Language } from './messages/messages.ts';
import { type Proposal, reportOf } from './report.ts';

/** What would become of one secret at a service. */
export interface Assessment {
  readonly target: Dialect;
  /** The service as whose secret it was looked at: the first that could hold it; `null` where none could. */
  readonly source: Dialect | null;
  readonly verdict: Verdict;
  /** Its name there. */
  readonly name: string;
  /** What is changed, lost or refused, and advice on what is kept: the worst first. */
  readonly findings: readonly Proposal[];
}

/** Asks the rules about one secret, for a target without others and its own limits. */
export function assessMove(
  secret: InventorySecret,
  target: Dialect,
  { language, now }: { readonly language: Language; readonly now: number },
): Assessment {
  const source = DIALECTS.find((dialect) => dialect !== target && canHold(dialect, secret));
  if (source === undefined) return { target, source: null, verdict: 'kept', name: secret.name, findings: [] };
  const plan = planFrom(source, secret, target, now);
  const [row] = plan.secrets;
  return {
    target,
    source,
    verdict: row?.verdict ?? 'kept',
    name: row?.to.name ?? secret.name,
    findings: reportOf(plan, checkGate(plan, now), language).proposals,
  };
}

function planFrom(source: Dialect, secret: InventorySecret, target: Dialect, now: number): PlanFile {
  return buildPlan({
    inventory: { dialect: source, address: '', secrets: [secret] },
    target: { dialect: target, address: '', profile: PROFILES[target], state: EMPTY_TARGET },
    options: { ...DEFAULT_OPTIONS, include_deleted: true },
    keys: {},
    rename: [],
    waivers: [],
    maxLoss: 'lost',
    requireValues: false,
    now,
  });
}

function canHold(dialect: Dialect, secret: InventorySecret): boolean {
  try {
    rejectImpossible({ dialect, address: '', secrets: [asSeenAt(dialect, secret)] });
    return true;
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}
