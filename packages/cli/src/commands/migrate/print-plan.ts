import { systemClock } from '@dragoman/environment';
import type { PlanFile } from '@dragoman/migrate';

import { terminalOf } from '../../output/terminal.ts';
import { planTables } from '../../views/migrate.ts';
import { migrateModule } from './migrate-module.ts';

/** Prints a plan. @returns whether the gate lets it through */
export async function printPlan(plan: PlanFile, format: 'json' | 'markdown' | 'table'): Promise<boolean> {
  const { checkGate, markdownOf, planText, reportOf } = await migrateModule();
  const gate = checkGate(plan, systemClock.now());
  const report = reportOf(plan, gate);
  if (format === 'json') process.stdout.write(planText(plan));
  else if (format === 'markdown') process.stdout.write(markdownOf(report));
  else process.stdout.write(await planTables(report, terminalOf(process.stdout)));
  return gate.isOpen;
}
