import { checkOptions } from '../check-options.ts';
import { LEAKS_OPTIONS, leaksFlags, type LeaksOptions, type LeaksRehearsal } from './leaks.ts';
import { flagsOf, type ProgramOptions } from './program-options.ts';
import { ROTATION_OPTIONS, rotationFlags, type RotationOptions, type RotationRehearsal } from './rotation.ts';
import { runDragoman } from './run-dragoman.ts';

/** How a program's retries are rehearsed: as the options of `dragoman rehearse retry` say. */
export interface RetryOptions extends ProgramOptions {
  /** What takes longer is cut: `'20s'`. */
  readonly caseTimeout?: string;
  /** Only these; `*` stands for any end, as in `retry:*`. */
  readonly cases?: readonly string[];
  /** Only faults of these operations, by the vendor's name. */
  readonly operations?: readonly string[];
  /** How many run at once. */
  readonly parallel?: number;
  /** A family of SDKs, or the path of a YAML file; that of the door without. */
  readonly contract?: string;
}

/** What a program did in one case. */
export interface RehearsedCase {
  /** `null` where no connection came about. */
  readonly door: string | null;
  readonly operation: string | null;
  readonly case: string;
  readonly verdict: 'passed' | 'broken';
  /** Of the call that met the fault, the first among them. */
  readonly attempts: number;
  readonly waits_ms: readonly number[];
  readonly wait_shape: 'none' | 'single' | 'immediate' | 'fixed' | 'exponential' | 'jitter' | 'hint';
  /** The sum of the waits. */
  readonly backoff_ms: number;
  /** How many more things a create left than without faults. */
  readonly doubled: number;
  readonly ended: 'recovered' | 'carried-on' | 'gave-up' | 'still-trying';
  /** `null` where it was cut. */
  readonly exit: number | null;
  readonly seconds: number;
  /** What of the contract is broken, by rule, with what was expected and what came. */
  readonly findings: readonly ({ readonly rule: string } & Readonly<Record<string, unknown>>)[];
}

/** A rehearsal of a program's retries. */
export interface RetryRehearsal {
  readonly passed: boolean;
  readonly seconds: number;
  readonly first_run: {
    readonly seconds: number;
    readonly requests: number;
    readonly operations: readonly { readonly door: string; readonly operation: string; readonly requests: number }[];
  };
  readonly cases: readonly RehearsedCase[];
}

/** Runs programs, not changed, while the cloud fails. */
export interface Rehearsals {
  /**
   * Runs a program once under each fault that its client must live with, each time in a sandbox that begins with the
   * baseline.
   * @param command the program and its arguments: `['python', 'app.py']`
   * @throws RehearsalError where it does not work without faults, calls no door, or an option does not fit
   */
  retry(command: readonly string[], options?: RetryOptions): Promise<RetryRehearsal>;

  /**
   * Rotates what a program reads while it runs, once with one user and once with two.
   * @throws RehearsalError where it reads no secret, or an option does not fit
   */
  rotation(command: readonly string[], options?: RotationOptions): Promise<RotationRehearsal>;

  /**
   * Runs a program with made-up secret values, and searches what it prints, writes and sends to other hosts for them.
   * @throws RehearsalError where it cannot be run, or an option does not fit
   */
  leaks(command: readonly string[], options?: LeaksOptions): Promise<LeaksRehearsal>;
}

const RETRY_OPTIONS = ['caseTimeout', 'cases', 'operations', 'parallel', 'contract', 'hosts', 'cwd', 'env'];

/** The rehearsals over a gateway. */
export function rehearsalsAt(gateway: { readonly url: string; readonly token: string | undefined }): Rehearsals {
  async function rehearse(kind: string, flags: readonly string[], command: readonly string[], program: ProgramOptions) {
    const { cwd, env, hosts = [] } = program;
    const hostFlags = hosts.flatMap((host) => ['--host', host]);
    const args = ['rehearse', kind, '--json', ...flags, ...hostFlags, '--', ...command];
    return JSON.parse(await runDragoman(args, { ...gateway, cwd, env })) as unknown;
  }
  return {
    async retry(command, options = {}) {
      checkOptions('rehearse.retry', options, RETRY_OPTIONS);
      return (await rehearse('retry', retryFlags(options), command, options)) as RetryRehearsal;
    },
    async rotation(command, options = {}) {
      checkOptions('rehearse.rotation', options, ROTATION_OPTIONS);
      return (await rehearse('rotation', rotationFlags(options), command, options)) as RotationRehearsal;
    },
    async leaks(command, options = {}) {
      checkOptions('rehearse.leaks', options, LEAKS_OPTIONS);
      return (await rehearse('leaks', leaksFlags(options), command, options)) as LeaksRehearsal;
    },
  };
}

function retryFlags({ caseTimeout, cases, operations, parallel, contract }: RetryOptions): string[] {
  return flagsOf({
    'case-timeout': caseTimeout,
    cases: cases?.join(','),
    operation: operations?.join(','),
    parallel: parallel?.toString(),
    contract,
  });
}
