/** Why a credential is not taken: in the words of API Gateway, and what would help. */
export interface Refused {
  readonly fits: false;
  readonly detail: string;
  readonly help: string;
}

/** What became of a credential. */
export type Verdict = { readonly fits: true } | Refused;

/** A refusal in the words of API Gateway, with what would help. */
export function refused(detail: string, help: string): Refused {
  return { fits: false, detail, help };
}
