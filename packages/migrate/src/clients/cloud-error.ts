import type { Dialect } from '../model/direction.ts';

/** What is to be done after a call that failed: wait and repeat it, find out what became of it, or give up. */
export type FailureKind = 'throttled' | 'uncertain' | 'rejected';

/** A call that a service did not carry out, or of which nobody knows. No text of the service stands in its message. */
export class CloudError extends Error {
  readonly dialect: Dialect;
  readonly operation: string;
  /** `0` where no answer came. */
  readonly status: number;
  /** The service's code, such as `CSMS.0101`; empty without one. */
  readonly code: string;
  readonly requestId: string | null;
  readonly kind: FailureKind;

  constructor(
    parts: Pick<CloudError, 'dialect' | 'operation' | 'status' | 'code' | 'requestId' | 'kind'>,
    options?: ErrorOptions,
  ) {
    const { dialect, operation, status, code, requestId, kind } = parts;
    const answer = status === 0 ? `gave no answer (${code})` : `answered ${[status, code].filter(Boolean).join(' ')}`;
    super(`${dialect} ${answer} to ${operation}${requestId === null ? '' : ` (request ${requestId})`}`, options);
    this.dialect = dialect;
    this.operation = operation;
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.kind = kind;
  }
}

/** A call off the list of those that a client may make: nothing was sent. */
export class ForbiddenCallError extends Error {
  constructor(operation: string) {
    super(`${operation} is not among the calls that may be made here: nothing was sent`);
  }
}
