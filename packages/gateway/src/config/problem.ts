import leven from 'leven';

import { renamedSetting } from './renamed.ts';

/** Wrong configuration: one line that names the key, the value and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The known name that an unknown one was likely meant to be; `null` when none is near. */
export function nearestTo(unknown: string, known: readonly string[]): string | null {
  const [nearest] = known.toSorted((left, right) => leven(unknown, left) - leven(unknown, right));
  return nearest !== undefined && leven(unknown, nearest) <= Math.max(2, unknown.length / 2) ? nearest : null;
}

/** The end of a message about an unknown name: its new name, the nearest known one, or where to find them all. */
export function didYouMean(unknown: string, known: readonly string[]): string {
  const renamed = renamedSetting(unknown);
  if (renamed !== null) return `it is called ${renamed} now`;
  const nearest = nearestTo(unknown, known);
  return nearest === null ? '`dragoman start --help` lists every setting' : `did you mean ${nearest}?`;
}
