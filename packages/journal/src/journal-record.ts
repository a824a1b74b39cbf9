import type { PresentedCredential } from '@dragoman/protocol-kit';

/** How a request ended: a refusal is the vendor's own; a fault is the gateway's, or a connection that a rule broke. */
export type RequestOutcome = 'success' | 'rejected' | 'error';

/**
 * One request as the journal holds it: as the client named things, secrets that it misplaced among them. It is shown as
 * a
 * JournalEntry alone. The ring writes its records anew when it comes round, so whoever keeps one keeps a copy.
 */
export interface JournalRecord {
  /** Counts the requests of a world from 1. */
  sequence: number;
  requestId: string;
  /** Unix milliseconds, by the world's clock. */
  receivedAt: number;
  /** `null` when no door claims the request. */
  door: string | null;
  operation: string | null;
  method: string;
  /** Where the operation is not known. */
  path: string | null;
  /** Who was let in. */
  identityId: string | null;
  identityName: string | null;
  /** What a refused request showed to be found by, where nobody was let in. */
  presented: readonly PresentedCredential[];
  /** Which of it belongs to somebody. */
  claim: Claim | null;
  resource: string | null;
  outcome: RequestOutcome;
  code: string | null;
  status: number;
  durationMs: number;
  injected: boolean;
  /** What it takes in the ring. */
  bytes: number;
}

/** Somebody whom a request says it is from, and who exists. */
export interface Claim extends PresentedCredential {
  readonly identityId: string;
  readonly identityName: string;
}

export function newRecord(): JournalRecord {
  return {
    sequence: 0,
    requestId: '',
    // Doubles from the start, so that records never change their shape.
    receivedAt: 0.5,
    door: null,
    operation: null,
    method: '',
    path: null,
    identityId: null,
    identityName: null,
    presented: NOTHING_SHOWN,
    claim: null,
    resource: null,
    outcome: 'success',
    code: null,
    status: 0,
    durationMs: 0.5,
    injected: false,
    bytes: 0,
  };
}

export const NOTHING_SHOWN: readonly PresentedCredential[] = [];
