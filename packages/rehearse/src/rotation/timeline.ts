/** How a secret is rotated: its one user gets a new password, or two users take turns. */
export const ROTATION_FORMS = ['one-user', 'two-user'] as const;
export type RotationForm = (typeof ROTATION_FORMS)[number];

/** A version of a secret in a run. Times are milliseconds from the start of the run. */
export interface TimedVersion {
  readonly secret: string;
  readonly id: string;
  readonly madeAt: number;
  /** When a newer version took its place; null where none did. */
  readonly supersededAt: number | null;
  /** From when on nobody is to log in with it; null where that is still allowed. */
  readonly withdrawnAt: number | null;
}

/** A read of the current version. */
export interface TimedRead {
  readonly secret: string;
  readonly at: number;
}

export interface TimedLogin {
  /** Of the value that was presented; null where it is of no version. */
  readonly version: { readonly secret: string; readonly id: string } | null;
  readonly at: number;
  readonly accepted: boolean;
}

/** What a run is judged by. */
export interface RotationTimeline {
  readonly form: RotationForm;
  readonly versions: readonly TimedVersion[];
  readonly reads: readonly TimedRead[];
  readonly logins: readonly TimedLogin[];
  /** When the program ended, or was ended. */
  readonly endedAt: number;
  /** Its exit code; null where it ran until it was ended. */
  readonly exit: number | null;
}

/** One rotation of a secret. */
interface MadeVersion {
  readonly secret: string;
  readonly id: string;
  readonly at: number;
}

/**
 * When versions were superseded and withdrawn. With one user the value before is withdrawn after the grace period; with
 * two users its user keeps the password until that user is rotated again, one rotation later.
 */
export function timedVersions(
  made: readonly MadeVersion[],
  { form, graceMs }: { readonly form: RotationForm; readonly graceMs: number },
): TimedVersion[] {
  return made.map(({ secret, id, at }): TimedVersion => {
    const [next, afterNext] = made.filter((other) => other.secret === secret && other.at > at);
    const replaced = form === 'one-user' ? next : afterNext;
    return {
      ...{ secret, id, madeAt: at },
      supersededAt: next?.at ?? null,
      withdrawnAt: replaced === undefined ? null : replaced.at + graceMs,
    };
  });
}
