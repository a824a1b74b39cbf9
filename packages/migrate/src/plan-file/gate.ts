import { isWorse, type Verdict } from '../model/verdict.ts';
import { globOf } from './glob.ts';
import type { PlanFile, Waiver } from './schema.ts';

/** Something that the gate does not let through. */
export interface Breach {
  readonly secret: string;
  readonly rule: string;
  readonly verdict: Verdict;
}

/** What the gate says of a plan. */
export interface GateResult {
  readonly isOpen: boolean;
  readonly breaches: readonly Breach[];
  /** Findings that would have broken it but for a waiver. */
  readonly waived: readonly Breach[];
  /** How many values had to be read and were not. */
  readonly unread: number;
}

/**
 * Whether a plan loses no more than was allowed: no finding worse than `max_loss`, none refused, unless a waiver that
 * has not ended accepts it. What somebody chose to leave behind loses nothing. @param now Unix milliseconds
 */
export function checkGate(plan: PlanFile, now: number): GateResult {
  const isWaived = waivedBy(plan.waivers, now);
  const moving = plan.secrets.filter(({ action, edited }) => action !== 'skip' || edited?.includes('action') !== true);
  const findings = moving.flatMap(({ from, findings: found }) =>
    found
      .filter(({ verdict, of }) => of === undefined && isWorse(verdict, plan.options.max_loss))
      .map(({ rule, verdict }) => ({ secret: from.name, rule, verdict })),
  );
  const breaches = findings.filter((finding) => !isWaived(finding));
  const unread = plan.options.require_values ? plan.totals.undetermined : 0;
  return { isOpen: breaches.length === 0 && unread === 0, breaches, waived: findings.filter(isWaived), unread };
}

function waivedBy(waivers: readonly Waiver[], now: number): (finding: Breach) => boolean {
  const today = new Date(now).toISOString().slice(0, 10);
  const valid = waivers
    .filter(({ until }) => until >= today)
    .map(({ rule, secret }) => ({ rule: globOf(rule), secret: globOf(secret) }));
  return (finding) => valid.some(({ rule, secret }) => rule.test(finding.rule) && secret.test(finding.secret));
}
