import type { VersioningPolicy } from './versioning-policy.ts';

/** How a secret rotates, wherever it is rotated from; kept with the secret, so that the scheduler asks no dialect. */
export interface RotationPlan {
  /** Whether one account gets a new password, or two take turns. */
  readonly accounts: 'one' | 'two';
  /** The label that the new version carries until its value is in use; `null` makes it CURRENT once it is. */
  readonly pendingLabel: string | null;
  /** Who names versions that fell due: the secret counts them, or each gets a UUID. */
  readonly versionIds: 'numbered' | 'unique';
  readonly versioning: VersioningPolicy;
  /**
   * `rejected` where rotation alone makes values: nobody puts one or moves a label by hand, at whichever door.
   * `checked` where values have a form that rotation reads: only a door that checks it takes one.
   */
  readonly byHand?: 'rejected' | 'checked';
}

/** When a secret rotates. All times are Unix milliseconds. */
export interface Rotation {
  readonly plan: RotationPlan;
  /** Whether it rotates by itself; by hand it always can be. */
  readonly enabled: boolean;
  readonly periodMs: number | null;
  readonly lastAt: number | null;
  /** `null` unless enabled. */
  readonly nextAt: number | null;
  /** A rotation that was requested and waits to be done. */
  readonly requested: RequestedRotation | null;
  /** How often what is due was tried and failed. */
  readonly failures: number;
  /** Whether it is switched off because all attempts of one that fell due have failed; absent is not. */
  readonly exhausted?: boolean;
}

/** A rotation that somebody asked for. */
export interface RequestedRotation {
  /** The asker's own name for it. */
  readonly id: string;
  /** When it falls due, Unix milliseconds. */
  readonly at: number;
  /** The version made for it, which waits to be put into use; `null` where the target could not make its value. */
  readonly versionId: string | null;
}
