import { checkGate } from '../plan-file/gate.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import { StalePlanError } from '../plan-file/stale-plan-error.ts';

const HOUR_MS = 3_600_000;

/**
 * Lets a plan through that its gate lets through and that is not too old.
 * @param maxAge of the plan, in milliseconds; a run that goes on is asked for none
 * @param now Unix milliseconds
 * @throws StalePlanError in one line
 */
export function checkFresh(plan: PlanFile, maxAge: number | null, now: number): void {
  const { isOpen, breaches, unread } = checkGate(plan, now);
  if (!isOpen) {
    const [first] = breaches;
    const what =
      first === undefined
        ? `${unread} values were not read`
        : `${first.rule} of ${JSON.stringify(first.secret)} is ${first.verdict}`;
    throw new StalePlanError(`the gate stops this plan: ${what}; see dragoman migrate report`);
  }
  const age = now - Date.parse(plan.made_at);
  if (maxAge === null || age <= maxAge) return;
  const [old, most] = [age, maxAge].map((time) => `${Math.floor(time / HOUR_MS)} h`);
  throw new StalePlanError(`the plan is ${old} old and may be ${most}: make it anew, or give --max-age`);
}
