import type { Command } from 'commander';

import { terminalOf } from '../../output/terminal.ts';
import { inventoryTable } from '../../views/migrate.ts';
import { migrateModule } from './migrate-module.ts';
import { inventoryOf } from './open-sources.ts';
import { sourceCommand, type SourceFlags } from './source-options.ts';

/** `dragoman migrate inventory` */
export function inventoryCommand(): Command {
  return sourceCommand('inventory', 'what sources tell of secrets, without their values').action(
    async (paths: readonly string[], flags: SourceFlags) => {
      const inventory = await inventoryOf(paths, flags);
      const { asSeenAt, rejectImpossible } = await migrateModule();
      const { dialect, address } = inventory;
      const seen = { dialect, address, secrets: inventory.secrets.map((secret) => asSeenAt(dialect, secret)) };
      rejectImpossible(seen);
      process.stdout.write(
        flags.json === true ? `${JSON.stringify(seen)}\n` : await inventoryTable(seen, terminalOf(process.stdout)),
      );
    },
  );
}
