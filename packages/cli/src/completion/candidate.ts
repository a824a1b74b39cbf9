/** A word that may stand at the end of a command line. */
export interface Candidate {
  readonly text: string;
  readonly meaning: string;
}
