import { checkOptions } from '../check-options.ts';
import { runDragoman } from './run-dragoman.ts';

/** How a program's retries are rehearsed: as the options of `dragoman rehearse retry` say. */
export interface RetryOptions {
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
  /** Host names of your BlueKing that the program calls. */
  readonly hosts?: readonly string[];
  /** Where the program runs; where this process does without. */
  readonly cwd?: string;
  /** Variables of the program in place of those of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
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
}

const RETRY_OPTIONS = ['caseTimeout', 'cases', 'operations', 'parallel', 'contract', 'hosts', 'cwd', 'env'];

/** The rehearsals over a gateway. */
export function rehearsalsAt(gateway: { readonly url: string; readonly token: string | undefined }): Rehearsals {
  return {
    async retry(command, options = {}) {
      checkOptions('rehearse.retry', options, RETRY_OPTIONS);
      const { cwd, env } = options;
      const args = ['rehearse', 'retry', '--json', ...retryFlags(options), '--', ...command];
      return JSON.parse(await runDragoman(args, { ...gateway, cwd, env })) as RetryRehearsal;
    },
  };
}

function retryFlags({ caseTimeout, cases, operations, parallel, contract, hosts = [] }: RetryOptions): string[] {
  const flags: Record<string, string | undefined> = {
    'case-timeout': caseTimeout,
    cases: cases?.join(','),
    operation: operations?.join(','),
    parallel: parallel?.toString(),
    contract,
  };
  return [
    ...Object.entries(flags).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
    ...hosts.flatMap((host) => ['--host', host]),
  ];
}
