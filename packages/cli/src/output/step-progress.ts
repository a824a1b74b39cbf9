import type { OutputStream } from './terminal.ts';

/** Tells how far something came. */
export interface StepProgress {
  /** One more is done. */
  step(): void;
  /** The line is gone. */
  end(): void;
}

/** Erases the line and goes to its beginning. */
const ERASE = '\r\u001b[2K';
/** How often it is told, in milliseconds: on a terminal, and elsewhere, where each time is a line. */
const EVERY_MS = { terminal: 100, lines: 10_000 };

/**
 * Tells `n of m`, the rate and the time left: on a terminal on a line of its own, elsewhere now and then.
 * @param what is done, such as `apply`
 * @param unit what is counted, such as `steps`
 * @param now milliseconds of a clock that does not go back
 */
export function stepProgress(
  { what, unit, total, done = 0 }: { what: string; unit: string; total: number; done?: number },
  stream: OutputStream = process.stderr,
  now: () => number = () => performance.now(),
): StepProgress {
  const started = now();
  let made = 0;
  let told = started;
  let isShown = false;
  return {
    step() {
      made += 1;
      const time = now();
      if (time - told < (stream.isTTY ? EVERY_MS.terminal : EVERY_MS.lines)) return;
      told = time;
      const line = `${what}: ${lineOf({ unit, total, done: done + made, rate: (made * 1_000) / (time - started) })}`;
      isShown = true;
      stream.write(stream.isTTY ? `${ERASE}${line}` : `dragoman: ${line}\n`);
    },
    end() {
      if (stream.isTTY && isShown) stream.write(ERASE);
    },
  };
}

function lineOf({ unit, total, done, rate }: { unit: string; total: number; done: number; rate: number }): string {
  const left = Math.ceil((total - done) / rate);
  return `${done} of ${total} ${unit}, ${rate < 10 ? rate.toFixed(1) : Math.round(rate)}/s, ${durationOf(left)} left`;
}

function durationOf(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
