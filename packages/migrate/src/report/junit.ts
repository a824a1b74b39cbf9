import { type JunitCase, junitReport } from '@dragoman/reports';

import type { Breach, GateResult } from '../plan-file/gate.ts';
import type { PlanFile, PlanFileSecret } from '../plan-file/schema.ts';
import { directionOf } from './report.ts';

/**
 * The plan as a report of tests, in the form that CI servers read: a suite of its direction, a case for each secret,
 * which fails where a finding is worse than the gate allows, and is skipped where waivers accept all of those.
 */
export function junitOf(plan: PlanFile, { breaches, waived }: GateResult): string {
  const [failing, skipped] = [bySecret(breaches), bySecret(waived)];
  const cases = plan.secrets.map((secret) => ({
    name: secret.from.name,
    outcome: outcomeOf(secret, failing.get(secret.from.name) ?? [], skipped.get(secret.from.name) ?? []),
  }));
  return junitReport('dragoman migrate', [{ name: directionOf(plan), madeAt: plan.made_at, cases }]);
}

function bySecret(breaches: readonly Breach[]): Map<string, readonly Breach[]> {
  return Map.groupBy(breaches, ({ secret }) => secret);
}

function outcomeOf(
  { verdict, findings }: PlanFileSecret,
  failing: readonly Breach[],
  waived: readonly Breach[],
): JunitCase['outcome'] {
  if (failing.length > 0) {
    const rules = [...new Set(failing.map(({ rule }) => rule))];
    const told = findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, why, propose }) => `${rule}: ${why}; ${propose}`);
    return { kind: 'failed', type: verdict, message: rules.join(', '), text: told.join('\n') };
  }
  if (waived.length === 0) return { kind: 'passed' };
  return { kind: 'skipped', message: waived.map(({ rule }) => rule).join(', ') };
}
