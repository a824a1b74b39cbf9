/** Of the differences between two builds, with what certainty they are told apart. */
export interface Comparison {
  /** How much more the second build takes than the first, as a share: 0.01 is one per cent more. */
  readonly difference: number;
  /** Where the difference lies with a certainty of 95 %. */
  readonly interval: readonly [number, number];
  /** The interval holds 0, or nothing in it is more than the tolerance. */
  readonly notWorse: boolean;
}

/** A difference that may be: three per cent. */
export const TOLERANCE = 0.03;

/** Fewer pairs have too wide an interval. */
export const MIN_PAIRS = 6;

const TWO_SIDED_ERROR = 0.05;

/**
 * Compares paired measurements by the Wilcoxon signed-rank test: the estimate is Hodges and Lehmann's, the median of
 * the means of every two differences, and the interval holds the values that the test does not reject at 5 %. Nothing
 * is
 * assumed about how the noise is distributed but that it falls on both builds alike. Differences are taken between
 * logarithms, so that exchanging the builds only changes the sign.
 */
export function comparePairs(before: readonly number[], after: readonly number[]): Comparison {
  if (before.length !== after.length || before.length < MIN_PAIRS)
    throw new RangeError(`at least ${MIN_PAIRS} pairs are needed, not ${before.length} and ${after.length}`);
  const means = walshAverages(after.map((value, at) => Math.log(value / (before[at] ?? Number.NaN))));
  const rank = criticalRank(before.length);
  const [low, high] = [means[rank], means[means.length - 1 - rank]].map(asShare) as [number, number];
  return { difference: asShare(median(means)), interval: [low, high], notWorse: low <= 0 || high <= TOLERANCE };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/**
 * The greatest sum of signed ranks that the two-sided test rejects: of the Walsh averages in order, as many are left
 * out
 * at each end. The distribution is counted out: of the subsets of the ranks 1…n, how many have which sum.
 */
export function criticalRank(pairs: number): number {
  let subsets = [1];
  for (let rank = 1; rank <= pairs; rank += 1) {
    const with_ = [...Array<number>(rank).fill(0), ...subsets];
    subsets = with_.map((count, sum) => count + (subsets[sum] ?? 0));
  }
  let below = 0;
  const most = (TWO_SIDED_ERROR / 2) * 2 ** pairs;
  return subsets.findIndex((count) => (below += count) > most) - 1;
}

/** The means of every two values, of each with itself too, in order. */
function walshAverages(values: readonly number[]): number[] {
  return values
    .flatMap((value, at) => values.slice(at).map((other) => (value + other) / 2))
    .sort((left, right) => left - right);
}

function asShare(logarithm = Number.NaN): number {
  return Math.expm1(logarithm);
}
