import leven from 'leven';

/** Wrong configuration: one line that names the key, the value and the remedy. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';
}

/** The end of a message about an unknown name: the nearest known one, or where to find them all. */
export function didYouMean(unknown: string, known: readonly string[]): string {
  const [nearest] = known.toSorted((left, right) => leven(unknown, left) - leven(unknown, right));
  const near = nearest !== undefined && leven(unknown, nearest) <= Math.max(2, unknown.length / 2);
  return near ? `did you mean ${nearest}?` : '`dragoman start --help` lists every setting';
}
