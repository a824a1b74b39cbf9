import type { Environment } from '@dragoman/environment';
import { ControlError } from '@dragoman/input';

import { MESSAGES } from './messages.ts';

/** @throws ControlError where the gateway keeps no journal */
export function rejectWithoutJournal({ journal }: Pick<Environment, 'journal'>): void {
  if (!journal.isEnabled) throw new ControlError(409, 'journal-off', MESSAGES.noJournal);
}
