import type { OpenedSandbox } from './sandbox.ts';

/** Decides about each connection that the program opens towards the clouds; asked once for each. */
export type Admit = () => boolean;

/** How a program is run once. */
export interface ProgramOptions {
  readonly sandbox: OpenedSandbox;
  /** Milliseconds until it is ended, with the processes that it started. */
  readonly timeoutMs: number;
  /** Ends it before; the run counts as cut. */
  readonly signal?: AbortSignal;
  /** Variables beside those that lead it to the gateway. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Without it every connection is let through. One that is not sees no answer: it is reset, or rejected by 502. */
  readonly admit?: Admit;
  /** What it prints, as it comes. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
}

/** What came of it. */
export interface ProgramRun {
  /** 128 and the signal's number where a signal ended it; `null` where it was cut. */
  readonly exit: number | null;
  readonly seconds: number;
  /** Host names that it requested through the proxy, and what became of that. */
  readonly hosts: readonly { readonly host: string; readonly port: number; readonly route: string; count: number }[];
}

/**
 * Runs the user's program, not changed, as `dragoman exec --sandbox` does. The command line has the one that there is.
 * Rejects where there is no such program.
 */
export type RunProgram = (options: ProgramOptions) => Promise<ProgramRun>;
