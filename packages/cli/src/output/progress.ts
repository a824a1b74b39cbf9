import type { OutputStream } from './terminal.ts';

/** How long something may take before it is said that it goes on, in milliseconds. */
const QUIET_MS = 1_000;

/** How often the time is told anew, in milliseconds. */
const STEP_MS = 500;

/** Erases the line and goes to its beginning. */
const ERASE = '\r\u001b[2K';

/**
 * Waits for a piece of work and, on a terminal, says on a line of its own that it goes on and for how long; the line is
 * gone in the end.
 */
export async function withProgress<T>(
  what: string,
  work: Promise<T>,
  stream: OutputStream = process.stderr,
): Promise<T> {
  if (!stream.isTTY) return work;
  const started = performance.now();
  const line = { isPrinted: false };
  const timer = setInterval(() => {
    const elapsed = performance.now() - started;
    if (elapsed < QUIET_MS) return;
    line.isPrinted = true;
    stream.write(`${ERASE}${what}… ${Math.floor(elapsed / 1_000)} s`);
  }, STEP_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
    if (line.isPrinted) stream.write(ERASE);
  }
}
