import { DomainError } from '../errors.ts';

/** How often a change is decided again before it gives up; every round at least one writer gets through. */
const MAX_ATTEMPTS = 1_000;

/** What an attempt answers when somebody else wrote first. */
export const STALE = Symbol('stale');

/**
 * Runs an attempt (load, decide, commit) until its commit is not stale.
 * @throws DomainError `too-many-conflicts`
 */
export async function retryOnConflict<T>(subject: string, attempt: () => Promise<T | typeof STALE>): Promise<T> {
  for (let count = 0; count < MAX_ATTEMPTS; count += 1) {
    const outcome = await attempt();
    if (outcome !== STALE) return outcome;
  }
  throw new DomainError('too-many-conflicts', subject);
}
