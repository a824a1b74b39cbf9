import leven from 'leven';

/** The known name that an unknown one was likely meant to be; `null` when none is near. */
export function nearestTo(unknown: string, known: readonly string[]): string | null {
  const [nearest] = known.toSorted((left, right) => leven(unknown, left) - leven(unknown, right));
  return nearest !== undefined && leven(unknown, nearest) <= Math.max(2, unknown.length / 2) ? nearest : null;
}

/** The end of a message about an unknown name: the nearest known one, or `otherwise`. */
export function didYouMean(unknown: string, known: readonly string[], otherwise: string): string {
  const nearest = nearestTo(unknown, known);
  return nearest === null ? otherwise : `did you mean ${nearest}?`;
}
