import type { SecretValue } from '../model/secret.ts';
import { RotationFailedError, type RotationRequest, type RotationTarget } from '../ports/rotation-target.ts';

/** One step that a target was asked for. */
export interface TargetStep {
  readonly step: 'create' | 'apply';
  readonly request: RotationRequest;
  /** What is to be put into use; `null` when a value is to be made. */
  readonly value: SecretValue | null;
}

/** A target for tests: its values are `rotated 1`, `rotated 2` and so on, and it fails where it is told to. */
export class FakeRotationTarget implements RotationTarget {
  readonly steps: TargetStep[] = [];
  /** The steps that fail from now on. */
  failing: readonly TargetStep['step'][] = [];
  #made = 0;

  async create(request: RotationRequest): Promise<SecretValue> {
    this.#take({ step: 'create', request, value: null });
    return { type: request.current.type, data: `rotated ${(this.#made += 1)}` };
  }

  async apply(request: RotationRequest, value: SecretValue): Promise<void> {
    this.#take({ step: 'apply', request, value });
  }

  #take(taken: TargetStep): void {
    this.steps.push(taken);
    if (this.failing.includes(taken.step))
      throw new RotationFailedError({ code: 'rejected', message: `the step ${taken.step} is told to fail` });
  }
}
