/**
 * Resolves once the standard input has ended, or there is none: the program that holds its other end has closed it or
 * is gone, however it ended. What it sends is thrown away.
 */
export function stdinEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['end', 'close', 'error'] as const)
      process.stdin.on(event, () => {
        resolve();
      });
    process.stdin.resume();
    // A gateway that was told to stop by other means does not wait for its parent. A file has nothing to wait for.
    (process.stdin as Partial<Pick<typeof process.stdin, 'unref'>>).unref?.();
  });
}

/** A reader that is gone, as a parent that was killed, is no reason to end in the middle of work. */
export function ignoreClosedOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
}
