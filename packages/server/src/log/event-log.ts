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
  /** One line for a request that a door refused: why, and what would help. */
  rejected(outcome: Outcome): void;
  /** One line for a request that no door claims. */
  unclaimed(head: RequestHead): void;
  /**
   * A client that did not get as far as a request over https; `before` counts those of the same kind that were not told
   * of.
   */
  handshakeFailed(peer: string, problem: HandshakeProblem, before: number): void;
  /** One line about the gateway itself that is no fault. */
  notice(line: string): void;
  /** A fault of the gateway itself, with its stack. */
  internalError(where: string, error: unknown): void;
}
