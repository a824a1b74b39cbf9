/**
 * Every way in which the core refuses. The set is closed: an adapter maps it totally
 * (`satisfies Record<DomainErrorCode, …>`), so a code that it forgets does not compile.
 */
export type DomainErrorCode =
  | 'secret-not-found'
  | 'secret-exists'
  /** The name belongs to a secret that waits for its scheduled deletion. */
  | 'secret-name-held-by-deletion'
  | 'secret-quota-exceeded'
  /** The operation is not allowed while a deletion is scheduled. */
  | 'secret-pending-deletion'
  | 'secret-not-enabled'
  | 'deletion-already-scheduled'
  | 'deletion-not-scheduled'
  | 'version-not-found'
  | 'version-exists'
  | 'version-quota-exceeded'
  | 'label-not-found'
  /** A label was to be taken from a version that does not carry it. */
  | 'label-not-on-version'
  /** CURRENT and PREVIOUS move; they are never taken away. */
  | 'label-built-in'
  | 'label-quota-exceeded'
  | 'tag-quota-exceeded'
  | 'key-not-found'
  | 'key-disabled'
  | 'key-pending-deletion'
  | 'resource-not-found'
  | 'resource-exists'
  /** Other writers changed the same thing at every attempt. */
  | 'too-many-conflicts';

/** A refusal in the core's own words; `subject` names what it is about (a secret, a label, a key), never a value. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly subject: string;

  constructor(code: DomainErrorCode, subject: string) {
    super(`${code}: ${subject}`);
    this.code = code;
    this.subject = subject;
  }
}
