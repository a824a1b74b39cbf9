import type { Inventory, OpenedSources, Source, SourceFile } from '@dragoman/migrate';

import { migrateModule } from './migrate-module.ts';
import { sourceAt } from './source-at.ts';
import type { SourceFlags } from './source-options.ts';

/** What the sources tell. @throws ConfigError for a source that cannot be read */
export async function inventoryOf(
  paths: readonly string[],
  flags: SourceFlags,
  fingerprintKey?: Uint8Array,
): Promise<Inventory> {
  return (await openedFrom(paths, flags, fingerprintKey)).inventory;
}

/** The same, with the values that the sources hold for whoever asks for one. @throws ConfigError */
export async function openedFrom(
  paths: readonly string[],
  flags: SourceFlags,
  fingerprintKey?: Uint8Array,
): Promise<OpenedSources> {
  const { openSources } = await migrateModule();
  const sources: (Source | SourceFile)[] = [];
  for (const path of paths) sources.push(await sourceAt(path, paths, flags));
  return openSources(sources, flags.as ?? null, {
    withValues: flags.withValues === true,
    ...(fingerprintKey === undefined ? {} : { fingerprintKey }),
  });
}
