import {
  type GivenRejection,
  NOTHING_UNREAD,
  type Outcome,
  type PresentedCredential,
  type RequestHead,
  type WireRequest,
} from '@dragoman/protocol-kit';

import type { CredentialOwners } from './credential-owners.ts';
import type { JournalMemory } from './journal-memory.ts';
import {
  type JournalRecord,
  NOTHING_PRESENTED,
  type RequestFacts,
  type RequestOutcome,
  writeFacts,
} from './journal-record.ts';
import { StringPool } from './string-pool.ts';

/** What a journal's writer goes by. */
export interface WriterParts {
  readonly isEnabled: boolean;
  readonly owners: CredentialOwners;
  /** What a request to a door presents to be found by. */
  readonly presentedTo: (door: string, request: WireRequest) => readonly PresentedCredential[];
}

/** Paths and names that are longer are cut off, in characters. */
const MAX_TEXT = 2_048;

const UNMATCHED: GivenRejection = { summary: 'no door matches a request like this', help: null };

/** Records requests. It looks at nothing but their outcome. */
export class JournalWriter {
  readonly #parts: WriterParts;
  readonly #memory: JournalMemory;
  readonly #texts = new StringPool();

  constructor(memory: JournalMemory, parts: WriterParts) {
    this.#memory = memory;
    this.#parts = parts;
  }

  record(outcome: Outcome, request: WireRequest): void {
    if (!this.#parts.isEnabled) return;
    const record = this.#memory.ring.next();
    writeFacts(record, this.#factsOf(outcome));
    if (outcome.rejection !== null) this.#keepRejected(record, request, outcome.rejection);
    this.#memory.added(record);
  }

  /** Records a request that matches no door. @returns its id; `null` where no journal is kept */
  recordUnmatched(head: RequestHead, receivedAt: number): string | null {
    if (!this.#parts.isEnabled) return null;
    const record = this.#memory.ring.next();
    writeFacts(record, this.#unmatchedFacts(head, receivedAt, record.sequence));
    this.#memory.rejected.keep(record.sequence, { ...head, body: Buffer.alloc(0) }, UNMATCHED);
    this.#memory.added(record);
    return record.requestId;
  }

  #factsOf(outcome: Outcome): RequestFacts {
    const { identity, resource, shape, rejection } = outcome;
    const operation = outcome.operation ?? outcome.requestedOperation;
    return {
      requestId: outcome.requestId,
      receivedAt: outcome.receivedAt,
      door: outcome.door,
      operation,
      method: outcome.method,
      path: operation === null ? this.#pooled(outcome.path) : null,
      identityId: identity === null ? null : this.#pooled(identity.id),
      identityName: identity === null ? null : this.#pooled(identity.name),
      presented: NOTHING_PRESENTED,
      claim: null,
      resource: resource === null ? null : this.#pooled(resource),
      shape,
      unread: outcome.unread,
      checks: outcome.checks,
      outcome: outcomeOf(outcome),
      code: rejection === null ? null : String(rejection.code),
      status: outcome.status,
      durationMs: outcome.durationMs,
      injected: outcome.injected,
    };
  }

  #unmatchedFacts({ method, path }: RequestHead, receivedAt: number, sequence: number): RequestFacts {
    return {
      requestId: `no-door-${sequence}`,
      receivedAt,
      door: null,
      operation: null,
      method,
      path: this.#pooled(path),
      identityId: null,
      identityName: null,
      presented: NOTHING_PRESENTED,
      claim: null,
      resource: null,
      shape: null,
      unread: NOTHING_UNREAD,
      checks: null,
      outcome: 'rejected',
      code: 'no-door',
      status: 404,
      durationMs: 0,
      injected: false,
    };
  }

  #pooled(text: string): string {
    return this.#texts.of(text, MAX_TEXT);
  }

  /** Keeps a rejected request as it came in, and looks up whom it says it is from where nobody was let in. */
  #keepRejected(record: JournalRecord, request: WireRequest, rejection: GivenRejection): void {
    this.#memory.rejected.keep(record.sequence, request, rejection);
    if (record.identityId !== null || record.door === null) return;
    const presented = this.#parts.presentedTo(record.door, request).map((credential): PresentedCredential => ({
      kind: credential.kind,
      presented: this.#pooled(credential.presented),
    }));
    if (presented.length === 0) return;
    record.presented = presented;
    const { sequence } = record;
    const { pendingClaims } = this.#memory;
    const lookup = this.#parts.owners.claim(presented).then((claim) => {
      if (record.sequence === sequence) record.claim = claim;
      pendingClaims.delete(lookup);
    });
    pendingClaims.add(lookup);
  }
}

/** A broken connection has no status. */
function outcomeOf({ rejection, internalError, status }: Outcome): RequestOutcome {
  if (internalError !== null || status === 0) return 'error';
  return rejection === null ? 'success' : 'rejected';
}
