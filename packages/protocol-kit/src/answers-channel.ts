import { channel } from 'node:diagnostics_channel';

import type { Outcome } from './outcome.ts';
import type { RequestHead } from './wire.ts';

/** A request and what became of it. */
export interface AnsweredRequest {
  readonly outcome: Outcome;
  readonly request: RequestHead;
  /** The field that broke a rule of the operation's schema or of its own; `null` where none did. */
  readonly invalidField: string | null;
}

/**
 * Tells of every answer, for whoever records what tests exercise. A door looks once, when it is built, whether anybody
 * listens: who listens must do so before.
 */
export const ANSWERS = channel('dragoman:answer');
