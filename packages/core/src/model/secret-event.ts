import type { Secret } from './secret.ts';

/** Why a rotation failed, in words that hold no secret. */
export interface FailureReason {
  readonly code: string;
  readonly message: string;
}

/** Everything that happens to a secret and that somebody may want to be told. The set is closed. */
export type Happening =
  | { readonly type: 'version-created' | 'version-expired'; readonly versionId: string }
  /** `asked` is the asker's name for it, `null` where it fell due or was done while its asker waited. */
  | {
      readonly type: 'rotated';
      readonly versionId: string;
      readonly requested: string | null;
      readonly attempts: number;
    }
  | {
      readonly type: 'rotation-failed';
      readonly reason: FailureReason;
      readonly requested: string | null;
      readonly attempts: number;
    }
  /** By hand, or because its deletion fell due. */
  | { readonly type: 'deleted' };

/** What happened, when, and to which secret as it was afterwards (before, where it was deleted). It holds no value. */
export type SecretEvent = Happening & {
  /** Unix milliseconds. */
  readonly at: number;
  readonly secret: Secret;
};
