import { systemClock } from '@dragoman/environment';
import type { PlanFile } from '@dragoman/migrate';

import { terminalOf } from '../../output/terminal.ts';
import { planTables } from '../../views/migrate.ts';
import { migrateModule } from './migrate-module.ts';

/** Prints a plan. @returns whether the gate lets it through */
export async function printPlan(plan: PlanFile, format: 'json' | 'table'): Promise<boolean> {
  const { checkGate, planText, reportOf } = await migrateModule();
  const gate = checkGate(plan, systemClock.now());
  const report = reportOf(plan, gate);
  if (format === 'json') process.stdout.write(planText(plan));
  else process.stdout.write(await planTables(report, terminalOf(process.stdout)));
  return gate.isOpen;
}
