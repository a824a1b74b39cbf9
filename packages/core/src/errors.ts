import type { VaultId } from './model/vault.ts';

/**
 * Every way in which the core rejects. The set is closed: an adapter maps it totally
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
  /** Rotation alone makes its values: none is put and no label moved by hand. */
  | 'secret-managed'
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
  /** The secret is of a kind that does not rotate. */
  | 'rotation-unsupported'
  /** A secret cannot rotate by itself without a period. */
  | 'rotation-period-missing'
  /** What makes or takes the new value could not. */
  | 'rotation-failed'
  | 'key-not-found'
  | 'key-disabled'
  | 'key-pending-deletion'
  /** An external key without material. */
  | 'key-pending-import'
  | 'key-version-not-found'
  | 'key-quota-exceeded'
  | 'key-alias-not-found'
  | 'key-alias-exists'
  /** What is asked for is not allowed in the key's state. */
  | 'key-transition-rejected'
  | 'key-deletion-protected'
  /** The material came, or did not come, from outside. */
  | 'key-origin-rejected'
  /** The cryptography at hand lacks the algorithm. */
  | 'key-spec-unavailable'
  /** The spec or the usage of the key does not fit what is asked for. */
  | 'key-operation-unsupported'
  /** A digest, text or number that the key cannot work on: too long, or of the wrong length. */
  | 'key-input-invalid'
  | 'material-invalid'
  | 'import-token-invalid'
  | 'import-token-expired'
  /** It was not encrypted by this key, with this context, or a byte of it is another. */
  | 'ciphertext-invalid'
  | 'resource-not-found'
  | 'resource-exists'
  /** Other writers changed the same thing at every attempt. */
  | 'too-many-conflicts';

/** A rejection in the core's own words; `subject` names what it is about (a secret, a label, a key), never a value. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: DomainErrorCode;
  readonly subject: string;
  /** The vault that was searched, where something was not found in it. */
  readonly vault: VaultId | null;

  constructor(code: DomainErrorCode, subject: string, vault: VaultId | null = null) {
    super(`${code}: ${subject}`);
    this.code = code;
    this.subject = subject;
    this.vault = vault;
  }
}
