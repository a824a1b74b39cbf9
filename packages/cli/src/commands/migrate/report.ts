import { Command } from 'commander';

import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { printPlan } from './print-plan.ts';

/** `dragoman migrate report` */
export function reportCommand(): Command {
  return new Command('report')
    .description('what a plan says')
    .argument('<plan>', 'the file that plan --out wrote')
    .option('--markdown', 'print Markdown')
    .option('--json', 'print JSON')
    .action(async (path: string, flags: { readonly markdown?: true; readonly json?: true }) => {
      const { readPlan } = await migrateModule();
      const plan = readPlan(textOf(path), path);
      await printPlan(plan, flags.json === true ? 'json' : flags.markdown === true ? 'markdown' : 'table');
    });
}
