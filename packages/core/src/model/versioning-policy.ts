/** Where dialects disagree about versions and labels; a dialect hands its answer to the command. */
export interface VersioningPolicy {
  /** How many versions a secret may hold; `null` is no limit. */
  readonly versionLimit: number | null;
  /**
   * What a put does at the limit. At most the one oldest version without a label goes: a labelled one is never lost.
   */
  readonly atVersionLimit: 'drop-unlabelled-or-refuse' | 'drop-unlabelled-or-exceed';
  /** How many different labels a secret may hold, built-in ones counted; `null` is no limit. */
  readonly labelLimit: number | null;
  /** Whether moving CURRENT by hand gives PREVIOUS to the version that had it, as a put always does. */
  readonly moveHandsOverPrevious: boolean;
}
