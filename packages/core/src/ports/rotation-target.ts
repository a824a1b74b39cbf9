import type { RotationPlan } from '../model/rotation-plan.ts';
import type { FailureReason } from '../model/secret-event.ts';
import type { Secret, SecretValue } from '../model/secret.ts';

/** A secret to rotate, with the values that its labels lead to. */
export interface RotationRequest {
  /** Without its values. */
  readonly secret: Secret;
  readonly accounts: RotationPlan['accounts'];
  readonly current: SecretValue;
  /** What PREVIOUS leads to: where two accounts take turns, the account whose turn it is. */
  readonly previous: SecretValue | null;
}

/** Where a secret is in use, and what makes its values. Both steps may come twice for one rotation. */
export interface RotationTarget {
  /** Decides the next value; nothing uses it yet. @throws RotationFailure */
  create(request: RotationRequest): Promise<SecretValue>;
  /** Puts the value into use: sets the account's password. @throws RotationFailure */
  apply(request: RotationRequest, value: SecretValue): Promise<void>;
}

/** A target that cannot do its step. The reason is shown to clients and must hold no secret. */
export class RotationFailedError extends Error {
  override readonly name = 'RotationFailedError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, options?: ErrorOptions) {
    super(`${reason.code}: ${reason.message}`, options);
    this.reason = reason;
  }
}
