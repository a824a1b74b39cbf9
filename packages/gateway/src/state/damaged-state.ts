import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { StateImage } from '@dragoman/core';
import { syncDirectory } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { type Damage, type OpenedStore, openSqliteStore, type SqliteOptions } from '@dragoman/store-sqlite';

import type { StateSettings } from '../config/state-settings.ts';
import { DATABASE_FILE } from './machine-problem.ts';

/** The file of a data directory that knows how far its database came. */
export const MARK_FILE = 'dragoman.mark';

/** The database that takes the place of a damaged one, complete. */
const SALVAGED_FILE = `${DATABASE_FILE}.salvaged`;

/** How large a database may be to be looked at whole at every start, in bytes: it takes some hundredths of a second. */
const BOUNDED_BYTES = 4 * 2 ** 20;

/** What a start makes of what it finds. */
export interface DamageRules {
  readonly dataDir: string;
  readonly rules: StateSettings['state'];
  readonly signing: NonNullable<SqliteOptions['signing']>;
  /** Takes a line for the gateway's operator. */
  readonly notice: (line: string) => void;
}

/** What a start finds in an opened store, as far as it is told to look. */
export function damageOf(store: OpenedStore, { rules, notice, dataDir }: Omit<DamageRules, 'signing'>): Damage[] {
  if (rules.check_at_start === 'off' || store.isNew) return [];
  if (store.missing === 'unknown')
    notice(`"${join(dataDir, MARK_FILE)}" is damaged: whether the last changes are there is not known`);
  const lost = typeof store.missing === 'number' && store.missing > 0 ? [{ what: missingLine(store.missing) }] : [];
  const isFull = rules.check_at_start === 'full';
  return [
    ...lost,
    ...(isFull || (store.size <= BOUNDED_BYTES && !store.isUntouched) ? store.check({ opensValues: isFull }) : []),
  ];
}

/** How many changes are missing, for people. */
export function missingLine(count: number): string {
  return (
    `the last ${count === 1 ? 'change' : `${count} changes`} that ${count === 1 ? 'was' : 'were'} answered ` +
    `${count === 1 ? 'is' : 'are'} missing (${MARK_FILE} beside it knows of more)`
  );
}

/** Some damages in a line. */
function damageLine(damages: readonly Damage[]): string {
  const [first, ...further] = damages.map(({ what }) => what);
  return `${first ?? ''}${further.length === 0 ? '' : `, and ${further.length} more`}`;
}

/** @throws ConfigError in one line, where that is the rule; else says what is lost */
export function rejectDamaged({ dataDir, rules, notice }: DamageRules, damages: readonly Damage[]): void {
  const where = `the state in "${dataDir}" is damaged: ${damageLine(damages)}`;
  if (rules.on_damage === 'serve') {
    notice(`${where}. The damaged database is put aside, and what of it is whole is served`);
    for (const { what } of damages) notice(`damaged: ${what}`);
    return;
  }
  throw new ConfigError(
    `${where}: \`dragoman state check\` names all of it. Put the directory back from a copy (a database that is put ` +
      `back alone takes the removal of ${MARK_FILE}), or start with --state-on-damage serve`,
  );
}

/** Puts what is whole in the place of a damaged database, which stays beside it under another name. */
export async function replaceDamaged({ dataDir, signing }: DamageRules, image: StateImage): Promise<void> {
  const draft = join(dataDir, `${SALVAGED_FILE}.new`);
  for (const file of [draft, `${draft}-wal`]) rmSync(file, { force: true });
  const store = openSqliteStore({ file: draft, exclusive: true, signing });
  try {
    await store.state.load(image);
  } finally {
    await store.close();
  }
  renameSync(draft, join(dataDir, SALVAGED_FILE));
  syncDirectory(dataDir);
  finishReplacing(dataDir);
}

/**
 * Finishes what {@link replaceDamaged} began, whenever that ended: once the other database is complete, it takes the
 * place, and the log of the damaged one must be gone before.
 */
export function finishReplacing(dataDir: string): void {
  const salvaged = join(dataDir, SALVAGED_FILE);
  const made = statSync(salvaged, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return;
  const aside = join(dataDir, `${DATABASE_FILE}.damaged-${Math.trunc(made)}`);
  rmSync(join(dataDir, MARK_FILE), { force: true });
  for (const suffix of ['-wal', ''])
    if (existsSync(join(dataDir, `${DATABASE_FILE}${suffix}`)))
      renameSync(join(dataDir, `${DATABASE_FILE}${suffix}`), `${aside}${suffix}`);
  syncDirectory(dataDir);
  renameSync(salvaged, join(dataDir, DATABASE_FILE));
  syncDirectory(dataDir);
}
