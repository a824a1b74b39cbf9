import type { SecretValue } from '@dragoman/core';

import type { Dialect } from '../model/direction.ts';
import type { TargetSecret } from '../planner/plan-secret.ts';

/** One call that writes to the target. */
export type TargetStep =
  | { readonly kind: 'create' | 'add'; readonly versionId: string; readonly value: SecretValue }
  | { readonly kind: 'label'; readonly label: string; readonly versionId: string }
  | { readonly kind: 'tag' }
  | { readonly kind: 'schedule-deletion'; readonly days: number };

/** What a step wrote. */
export interface Taken {
  readonly requestId: string | null;
  /** The version's id at the target, of a step that writes one. */
  readonly version: string | null;
  /** What the target calls the secret where it goes by no name. */
  readonly id: string | null;
}

/** A secret as the target has it. */
export interface FoundSecret {
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly keyId: string | null;
  readonly isPendingDelete: boolean;
  /** In the order of writing; labels in neutral terms. */
  readonly versions: readonly { readonly id: string; readonly labels: readonly string[] }[];
  /** The type of a credential. */
  readonly credentialType: string | null;
}

/** From which version to which a label moves; `null` is none. */
export interface LabelMove {
  readonly from: string;
  readonly to: string | null;
}

/** What became of a secret that was to go. */
export type Removal = 'deleted' | 'scheduled' | 'remains';

/** A service that secrets are written to, over the wire. Calls throw CloudError. */
export interface Target {
  readonly dialect: Dialect;
  /** Its own name of the label CURRENT; empty where it has no labels. */
  readonly currentLabel: string;
  /** Whether its values can be read back. */
  readonly hasReadableValues: boolean;
  /**
   * The names that are taken, those that wait for their deletion among them; `null` where nothing lists them. Throws
   * where the target does not take these credentials.
   */
  listNames(): Promise<ReadonlySet<string> | null>;
  /** @param after the newest version that was known before this step */
  take(secret: TargetSecret, step: TargetStep, after: string | null): Promise<Taken>;
  /**
   * Finds out whether a step of which nobody knows was taken. @param isSame compares a value with the step's own
   * @returns `null` where it was not, or where it does no harm to take it again
   * @throws ConflictError where somebody else wrote there
   * @throws UnknownOutcomeError where the target does not tell
   */
  findTaken(secret: TargetSecret, step: TargetStep, after: string | null): Promise<Taken | null>;
  /** @param id of those that go by no name @returns `null` where there is none */
  show(name: string, id: string | null): Promise<FoundSecret | null>;
  /** @returns `null` where the version is not there */
  valueOf(name: string, versionId: string): Promise<SecretValue | null>;
  /** Moves a label, by the target's own name for it, or takes it away where it is to be on no version. */
  moveLabel(name: string, label: string, move: LabelMove): Promise<void>;
  /** @param isNow at once, and not after a week */
  remove(name: string, isNow: boolean): Promise<Removal>;
  close(): void;
}

/** Somebody else wrote where this move was to write. */
export class ConflictError extends Error {
  constructor(name: string, what: string) {
    super(`${JSON.stringify(name)} has ${what} at the target that this move did not write`);
  }
}

/** The target cannot tell whether a call was carried out. */
export class UnknownOutcomeError extends Error {}

export const NOTHING_TAKEN: Taken = { requestId: null, version: null, id: null };
