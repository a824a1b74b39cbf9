import type { Environment } from '@dragoman/environment';
import { ControlError } from '@dragoman/input';

/** @throws ControlError where the gateway keeps no journal */
export function rejectWithoutJournal({ journal }: Pick<Environment, 'journal'>): void {
  if (!journal.isEnabled)
    throw new ControlError(409, 'journal-off', 'the gateway keeps no journal: start it with --journal-enabled true');
}
