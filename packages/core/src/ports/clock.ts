/** The gateway's one source of time. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /**
   * What the clock of a caller who goes right may read, Unix milliseconds, where that is not `now()` alone: callers
   * cannot see that this clock was set. What a caller states about the time is held against these; what expires goes by
   * `now()`.
   */
  callerTimes?(): readonly number[];
}

/**
 * What the clock of a caller who goes right may read, Unix milliseconds: the time first, and what else {@link
 * Clock.callerTimes} holds.
 */
export function callerTimesOf(clock: Clock): readonly number[] {
  return clock.callerTimes?.() ?? [clock.now()];
}
