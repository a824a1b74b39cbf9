import { ConfigError } from '@dragoman/input';

import type { Dialect } from '../model/direction.ts';

export const PROGRESS_FORMAT = 'dragoman-migration-progress/1';

/** The first line: which plan this is the progress of. */
export interface ProgressHeader {
  readonly format: typeof PROGRESS_FORMAT;
  /** The plan's checksum. */
  readonly plan: string;
  readonly target: { readonly dialect: Dialect; readonly address: string };
  /** ISO 8601. */
  readonly at: string;
}

/** One line: a step begins, was taken, or failed for certain. */
export interface ProgressLine {
  /** The step's id in the plan. */
  readonly step: string;
  readonly state: 'begin' | 'done' | 'failed';
  /** ISO 8601. */
  readonly at: string;
  readonly request_id?: string;
  /** The version at the target that the step wrote. */
  readonly target_version?: string;
  /** The id that the target gave the secret, where it gives one. */
  readonly target_id?: string;
  /** The version that had the label before the step, CURRENT where it writes one; of a secret that was there. */
  readonly before?: string;
  /** The newest version that was known before the step. */
  readonly after?: string;
  /** Fingerprint of the value under the plan's key. */
  readonly fp?: string;
  /** The target's code for why it failed. */
  readonly code?: string;
}

/** Where each step stands: its last line, with what lines before it told. */
export class RunProgress {
  readonly #steps = new Map<string, ProgressLine>();

  add(line: ProgressLine): void {
    const { before, after } = this.#steps.get(line.step) ?? {};
    this.#steps.set(line.step, {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...line,
    });
  }

  /** Whether anything was written, or may have been. */
  get isBegun(): boolean {
    return this.#steps.size > 0;
  }

  of(step: string): ProgressLine | undefined {
    return this.#steps.get(step);
  }

  isDone(step: string): boolean {
    return this.#steps.get(step)?.state === 'done';
  }
}

/** Takes lines of progress; what it took outlives the process when the promise resolves. */
export interface ProgressLog {
  append(line: ProgressLine): Promise<void>;
}

/** The text of a file of progress, as far as it is whole. */
export interface ReadProgress {
  readonly progress: RunProgress;
  /** How many characters are whole lines; what follows was cut off by the end of a process. */
  readonly wholeLength: number;
}

/**
 * Reads progress. @param file how it is called
 * @throws ConfigError where it is none, or that of another plan
 */
export function readProgress(text: string, file: string, plan: string): ReadProgress {
  const wholeLength = text.lastIndexOf('\n') + 1;
  const [first = '', ...lines] = text.slice(0, wholeLength).split('\n').slice(0, -1);
  const progress = new RunProgress();
  if (wholeLength === 0) return { progress, wholeLength };
  const header = parse(first, file, 1) as Partial<ProgressHeader>;
  if (header.format !== PROGRESS_FORMAT) throw new ConfigError(`${file} is no progress of a move: it does not say so`);
  if (header.plan !== plan)
    throw new ConfigError(`${file} is the progress of another plan: finish or roll back that one`);
  for (const [at, line] of lines.entries()) progress.add(parse(line, file, at + 2) as ProgressLine);
  return { progress, wholeLength };
}

function parse(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ConfigError(`${file}:${number} is no JSON`, { cause: error });
  }
}
