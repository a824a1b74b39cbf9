import { flagsOf, type ProgramOptions } from './program-options.ts';

/** How a rotation is rehearsed: as the options of `dragoman rehearse rotation` say. Durations are such as `'5s'`. */
export interface RotationOptions extends ProgramOptions {
  readonly users?: 'one' | 'two' | 'both';
  /** How often each secret is rotated. */
  readonly rotations?: number;
  readonly every?: string;
  readonly grace?: string;
  /** How long the program may keep a value; nothing is expected of that without. */
  readonly cacheTtl?: string;
  readonly startTimeout?: string;
  readonly loginPort?: number;
}

/** A rehearsal of rotation. */
export interface RotationRehearsal {
  readonly passed: boolean;
  readonly runs: readonly {
    readonly form: 'one-user' | 'two-user';
    /** `null` where the program ran until it was ended. */
    readonly exit: number | null;
    readonly seconds: number;
    readonly versions: readonly RehearsedVersion[];
  }[];
  readonly findings: readonly {
    readonly form: 'one-user' | 'two-user';
    /** `null` is the program itself. */
    readonly secret: string | null;
    readonly criterion: 'follows' | 'within-ttl' | 'not-withdrawn' | 'survives';
    readonly verdict: 'passed' | 'broken' | 'skipped';
    readonly versions: readonly string[];
  }[];
}

/** What became of a version. Times are milliseconds from the start of the run. */
export interface RehearsedVersion {
  readonly secret: string;
  readonly id: string;
  readonly madeAt: number;
  readonly supersededAt: number | null;
  readonly withdrawnAt: number | null;
  readonly reads: number;
  readonly logins: number;
  readonly withdrawnLogins: number;
  readonly rejectedLogins: number;
  readonly staleMs: number;
}

export const ROTATION_OPTIONS = [
  ...['users', 'rotations', 'every', 'grace', 'cacheTtl', 'startTimeout', 'loginPort', 'hosts', 'cwd', 'env'],
];

export function rotationFlags(options: RotationOptions): string[] {
  const { users, rotations, every, grace, cacheTtl, startTimeout, loginPort } = options;
  return flagsOf({
    ...{ users, rotations: rotations?.toString(), every, grace },
    ...{ 'cache-ttl': cacheTtl, 'start-timeout': startTimeout, 'login-port': loginPort?.toString() },
  });
}
