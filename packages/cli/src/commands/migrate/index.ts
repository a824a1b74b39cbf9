import { Command } from 'commander';

import { applyCommand } from './apply.ts';
import { migrateExecCommand } from './exec.ts';
import { forgetCommand } from './forget.ts';
import { inventoryCommand } from './inventory.ts';
import { planCommand } from './plan.ts';
import { probeCommand } from './probe.ts';
import { rehearseCommand } from './rehearse.ts';
import { replayCommand } from './replay.ts';
import { reportCommand } from './report.ts';
import { rollbackCommand } from './rollback.ts';
import { verifyCommand } from './verify.ts';

/** `dragoman migrate`: secrets that move to another service, planned, carried out, verified and taken back. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .enablePositionalOptions()
    .description('move secrets to another service: what is kept, changed, lost or refused, and why; then carry it out')
    .addCommand(inventoryCommand())
    .addCommand(planCommand())
    .addCommand(rehearseCommand())
    .addCommand(applyCommand())
    .addCommand(verifyCommand())
    .addCommand(reportCommand())
    .addCommand(migrateExecCommand())
    .addCommand(replayCommand())
    .addCommand(rollbackCommand())
    .addCommand(forgetCommand())
    .addCommand(probeCommand());
}
