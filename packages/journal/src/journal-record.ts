import type { DecidedCheck } from '@dragoman/core';
import { type CallShape, NOTHING_UNREAD, type PresentedCredential } from '@dragoman/protocol-kit';

/**
 * How a request ended: a rejection is the vendor's own; an error is the gateway's, or a connection that a fault broke.
 */
export type RequestOutcome = 'success' | 'rejected' | 'error';

/**
 * What the journal holds of one request, declared once: as the client named things, secrets that it misplaced among
 * them. Whoever writes a record gives every field, so that none is left from the request before.
 */
export interface RequestFacts {
  requestId: string;
  /** Unix milliseconds, by the environment's clock. */
  receivedAt: number;
  /** `null` when no door matches the request. */
  door: string | null;
  /** Which it is for, or else which it names; `null` where it is not known. */
  operation: string | null;
  method: string;
  /** Where the operation is not known. */
  path: string | null;
  /** Who was let in. */
  identityId: string | null;
  identityName: string | null;
  /** What a rejected request presented to be found by, where nobody was let in. */
  presented: readonly PresentedCredential[];
  /** Which of it belongs to somebody. */
  claim: Claim | null;
  resource: string | null;
  /** What it asked for, where its input was valid. */
  shape: CallShape | null;
  /** The names of its fields that nothing reads. */
  unread: readonly string[];
  /** What was decided of its permissions, in order; `null` where nothing was asked. */
  checks: readonly DecidedCheck[] | null;
  outcome: RequestOutcome;
  code: string | null;
  status: number;
  durationMs: number;
  injected: boolean;
}

/**
 * A slot of the ring. It is shown as a JournalEntry alone. The ring writes its records anew when it comes round, so
 * whoever keeps one keeps a copy.
 */
export interface JournalRecord extends RequestFacts {
  /** Counts the requests of an environment from 1. */
  sequence: number;
  /** What it takes in the ring. */
  bytes: number;
}

/**
 * Writes all of a record but its place in the ring, field by field, as every request is recorded; a test holds that no
 * field is forgotten.
 */
export function writeFacts(record: JournalRecord, facts: RequestFacts): void {
  record.requestId = facts.requestId;
  record.receivedAt = facts.receivedAt;
  record.door = facts.door;
  record.operation = facts.operation;
  record.method = facts.method;
  record.path = facts.path;
  record.identityId = facts.identityId;
  record.identityName = facts.identityName;
  record.presented = facts.presented;
  record.claim = facts.claim;
  record.resource = facts.resource;
  record.shape = facts.shape;
  record.unread = facts.unread;
  record.checks = facts.checks;
  record.outcome = facts.outcome;
  record.code = facts.code;
  record.status = facts.status;
  record.durationMs = facts.durationMs;
  record.injected = facts.injected;
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
    presented: NOTHING_PRESENTED,
    claim: null,
    resource: null,
    shape: null,
    unread: NOTHING_UNREAD,
    checks: null,
    outcome: 'success',
    code: null,
    status: 0,
    durationMs: 0.5,
    injected: false,
    bytes: 0,
  };
}

export const NOTHING_PRESENTED: readonly PresentedCredential[] = [];
