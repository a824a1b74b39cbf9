import type { Difference } from './explanation.ts';

/** How much of both sides is shown, in characters. */
const SHOWN = 80;

/** The first place in which two texts differ; `null` where they are the same. */
export function firstDifference(server: string, client: string): Difference | null {
  const [left, right] = [server.split('\n'), client.split('\n')];
  const line = left.findIndex((text, at) => text !== right[at]);
  const at = line === -1 ? (right.length > left.length ? left.length : -1) : line;
  if (at === -1) return null;
  const [one = '', other = ''] = [left[at], right[at]];
  let column = 0;
  while (column < one.length && one[column] === other[column]) column += 1;
  const from = Math.max(0, column - SHOWN / 4);
  return {
    line: at + 1,
    column: column + 1,
    server: one.slice(from, from + SHOWN),
    client: other.slice(from, from + SHOWN),
  };
}
