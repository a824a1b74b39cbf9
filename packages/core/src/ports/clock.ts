/** The gateway's one source of time. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
}
