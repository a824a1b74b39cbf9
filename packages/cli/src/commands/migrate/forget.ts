import { Command } from 'commander';

import { migrateModule } from './migrate-module.ts';

/** `dragoman migrate forget` */
export function forgetCommand(): Command {
  return new Command('forget')
    .description('destroy the key of a plan: its fingerprints can be compared with nothing any more')
    .argument('<plan>', 'the file that plan --out wrote')
    .action(async (path: string) => {
      const { destroyKey, planKeyPath } = await migrateModule();
      const file = planKeyPath(path);
      process.stdout.write(destroyKey(file) ? `${file} is destroyed\n` : `${file} does not exist\n`);
    });
}
