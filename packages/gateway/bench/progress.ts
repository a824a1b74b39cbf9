import { performance } from 'node:perf_hooks';

/** Says on a terminal how far a measurement has come and after how long, on one line. `null` erases it. */
export function progress(text: string | null): void {
  if (!process.stderr.isTTY) return;
  const line = text === null ? '' : `${text}, ${Math.floor(performance.now() / 1_000)} s`;
  process.stderr.write(`\r\u001b[2K${line}`);
}
