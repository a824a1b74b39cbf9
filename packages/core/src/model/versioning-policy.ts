/** Where dialects disagree about versions and labels; a dialect hands its answer to the command. */
export interface VersioningPolicy {
  /** How many versions a secret may hold; `null` is no limit. */
  readonly versionLimit: number | null;
  /**
   * What a put does at the limit: at most one version goes. The oldest without a label, so that a labelled one is never
   * lost; or, with `drop-oldest`, the oldest but the current one, whose labels go with it.
   */
  readonly atVersionLimit: 'drop-unlabelled-or-refuse' | 'drop-unlabelled-or-exceed' | 'drop-oldest';
  /** How many different labels a secret may hold, built-in ones counted; `null` is no limit. */
  readonly labelLimit: number | null;
  /**
   * How the limit holds for PREVIOUS, which a put hands over by itself: the put is rejected where it would be one label
   * too many, or a place is kept for each built-in label, so that custom ones are rejected earlier.
   */
  readonly atLabelLimit: 'reject' | 'reserve';
  /** Whether moving CURRENT by hand gives PREVIOUS to the version that had it, as a put always does. */
  readonly moveHandsOverPrevious: boolean;
}
