import { Command } from 'commander';

import { inventoryCommand } from './inventory.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';

/** `dragoman migrate`: what would become of secrets that move to another service. Nothing is written anywhere. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('plan a move of secrets to another service: what is kept, changed, lost or refused, and why')
    .addCommand(inventoryCommand())
    .addCommand(planCommand())
    .addCommand(reportCommand());
}
