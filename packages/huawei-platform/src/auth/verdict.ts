import type { Message } from '@dragoman/messages';

/** Why a credential is not taken: in the words of API Gateway, and what would help. */
export interface Rejected {
  readonly fits: false;
  readonly detail: string;
  readonly help: Message;
}

/** What became of a credential. */
export type Verdict = { readonly fits: true } | Rejected;

/** A rejection in the words of API Gateway, with what would help. */
export function rejection(detail: string, help: Message): Rejected {
  return { fits: false, detail, help };
}
