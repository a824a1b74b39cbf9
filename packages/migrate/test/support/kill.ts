import type { ProgressLine, ProgressLog } from '../../src/run/progress.ts';

/** The process ends. */
export class Killed extends Error {}

/** Where a process ends: at the n-th line of progress, before it is written or after. */
export interface KillPoint {
  readonly line: number;
  readonly when: 'before' | 'after';
}

/** A log that writes up to a point and nothing after it, as if the process had been killed there. */
export function killedAt(log: ProgressLog, { line: last, when }: KillPoint): ProgressLog & { readonly lines: number } {
  let lines = 0;
  return {
    get lines() {
      return lines;
    },
    async append(line: ProgressLine) {
      lines += 1;
      const isLast = lines === last;
      if (lines < last || (isLast && when === 'after')) await log.append(line);
      if (lines >= last) throw new Killed();
    },
  };
}
