import { CloudError } from './cloud-error.ts';
import type { Pace, Wait } from './pace.ts';

/** Makes calls at a pace, and repeats those that may be repeated. */
export interface Caller {
  /** A call that changes nothing: it is repeated whatever came of it. */
  read<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer>;
  /** A call that is repeated only where it is known not to have been carried out. */
  write<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer>;
}

/** How a caller waits. */
export interface CallerParts {
  readonly pace: Pace;
  readonly wait: Wait;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** What the first wait is at the most; each further one is twice as long. */
  readonly firstWaitMs: number;
  /** Told before each wait. */
  readonly onWait?: (error: CloudError, milliseconds: number) => void;
}

const MAX_ATTEMPTS = 9;
/** Of a call to a service that has not answered any: most likely nothing is there. */
const MAX_FIRST_ATTEMPTS = 4;
const MAX_WAIT_MS = 30_000;

export function callerOf(parts: CallerParts): Caller {
  const service = { hasAnswered: false };
  return {
    read: (operation, call) => attempt(parts, service, operation, call, ({ kind }) => kind !== 'rejected'),
    write: (operation, call) => attempt(parts, service, operation, call, ({ kind }) => kind === 'throttled'),
  };
}

async function attempt<Answer>(
  { pace, wait, random, firstWaitMs, onWait }: CallerParts,
  service: { hasAnswered: boolean },
  operation: string,
  call: () => Promise<Answer>,
  mayRepeat: (error: CloudError) => boolean,
): Promise<Answer> {
  for (let made = 1; ; made += 1) {
    await pace.take(operation);
    try {
      const answer = await call();
      service.hasAnswered = true;
      return answer;
    } catch (error) {
      if (!(error instanceof CloudError) || !mayRepeat(error)) throw error;
      if (error.status !== 0) service.hasAnswered = true;
      if (made >= (service.hasAnswered ? MAX_ATTEMPTS : MAX_FIRST_ATTEMPTS)) throw error;
      const milliseconds = backoff(firstWaitMs, made, random());
      onWait?.(error, milliseconds);
      await wait(milliseconds);
    }
  }
}

/** Twice as long each time, and by chance up to half of that less, so that clients do not come back together. */
function backoff(firstMs: number, made: number, chance: number): number {
  return Math.min(MAX_WAIT_MS, firstMs * 2 ** (made - 1)) * (1 - chance / 2);
}
