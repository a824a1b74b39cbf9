import type { Outcome, RequestHead } from '@dragoman/protocol-kit';

/** Why a handshake failed, in words for the gateway's operator. */
export interface HandshakeProblem {
  readonly why: string;
  /** What would help; `null` when nobody knows. */
  readonly help: string | null;
}

/** Where the gateway speaks to its operator. Nothing that a client sent as a secret ever gets here. */
export interface EventLog {
  /** One line for a request that a door served. */
  served(outcome: Outcome): void;
  /** One line for a request that a door rejected: why, and what would help. */
  rejected(outcome: Outcome): void;
  /** One line for a request that matches no door. @param requestId in the journal; `null` where none is kept */
  unmatched(head: RequestHead, requestId: string | null): void;
  /**
   * A client that did not get as far as a request over https; `before` counts those of the same kind that were not
   * logged of.
   */
  handshakeFailed(peer: string, problem: HandshakeProblem, before: number): void;
  /** One line about the gateway itself that is no error. */
  notice(line: string): void;
  /** An internal error, with its stack. */
  internalError(where: string, error: unknown): void;
}
