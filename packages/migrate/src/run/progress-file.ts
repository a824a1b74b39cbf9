import {
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  write,
} from 'node:fs';
import { dirname } from 'node:path';

import {
  type RunProgress,
  PROGRESS_FORMAT,
  type ProgressHeader,
  type ProgressLine,
  type ProgressLog,
  readProgress,
} from './progress.ts';
import { lockProgress } from './progress-lock.ts';

/** A file of progress that is written on. */
export interface ProgressFile extends ProgressLog {
  readonly progress: RunProgress;
  /** Ends it when everything is on the disk. @throws Error where that failed */
  close(): Promise<void>;
}

/** The progress of a plan as far as it came. @throws ConfigError where it is that of another plan */
export function loadProgress(path: string, plan: string): RunProgress {
  return readProgress(existsSync(path) ? readFileSync(path, 'utf8') : '', path, plan).progress;
}

/**
 * Opens progress to write on, and writes its header where it is new. What a process that ended left half-written is cut
 * off. @throws ConfigError where it is that of another plan, or another process writes on it
 */
export function openProgress(path: string, header: Omit<ProgressHeader, 'format'>): ProgressFile {
  const unlock = lockProgress(path);
  try {
    return openLocked(path, header, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function openLocked(path: string, header: Omit<ProgressHeader, 'format'>, unlock: () => void): ProgressFile {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const { progress, wholeLength } = readProgress(text, path, header.plan);
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o600);
  ftruncateSync(file, Buffer.byteLength(text.slice(0, wholeLength)));
  const lines = new GroupedLines(file);
  if (wholeLength === 0) {
    lines.add({ format: PROGRESS_FORMAT, ...header }).catch(() => undefined);
    syncDirectory(dirname(path));
  }
  return {
    progress,
    append: (line: ProgressLine) => {
      progress.add(line);
      return lines.add(line);
    },
    close: async () => {
      try {
        await lines.written();
      } finally {
        closeSync(file);
        unlock();
      }
    },
  };
}

/** Writes what has come together while the disk was busy at once, so that writers share a sync. */
class GroupedLines {
  readonly #file: number;
  #waiting: { readonly text: string; readonly finish: (error: Error | null) => void }[] = [];
  #isBusy = false;
  #problem: Error | null = null;
  #whenIdle: (() => void)[] = [];

  constructor(file: number) {
    this.#file = file;
  }

  add(line: object): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (error: Error | null): void => {
        if (error === null) resolve();
        else reject(error);
      };
      this.#waiting.push({ text: `${JSON.stringify(line)}\n`, finish });
      if (!this.#isBusy) this.#writeWaiting();
    });
  }

  /** @throws Error where something could not be written */
  async written(): Promise<void> {
    if (this.#isBusy) await new Promise<void>((resolve) => this.#whenIdle.push(resolve));
    if (this.#problem !== null) throw this.#problem;
  }

  #writeWaiting(): void {
    const group = this.#waiting;
    if (group.length === 0) {
      for (const resolve of this.#whenIdle.splice(0)) resolve();
      return;
    }
    this.#waiting = [];
    this.#isBusy = true;
    const finish = (error: Error | null): void => {
      this.#isBusy = false;
      this.#problem ??= error;
      for (const { finish: finishLine } of group) finishLine(error);
      this.#writeWaiting();
    };
    const bytes = Buffer.from(group.map(({ text }) => text).join(''));
    const writeFrom = (from: number): void => {
      write(this.#file, bytes, from, bytes.length - from, null, (error, written) => {
        if (error !== null) finish(error);
        else if (from + written < bytes.length) writeFrom(from + written);
        else fdatasync(this.#file, finish);
      });
    };
    writeFrom(0);
  }
}

/** A file is found again after a loss of power when its folder is on the disk too. */
function syncDirectory(path: string): void {
  const directory = openSync(path, constants.O_RDONLY);
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
