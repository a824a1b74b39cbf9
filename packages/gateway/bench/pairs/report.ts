import { type Comparison, TOLERANCE, comparePairs, median } from './statistics.ts';
import type { Measured } from './rounds.ts';

/** One metric of both builds over all rounds. */
interface Line extends Comparison {
  readonly metric: string;
  readonly before: Summary;
  readonly after: Summary;
}

interface Summary {
  readonly least: number;
  readonly median: number;
}

/** What the rounds say, metric by metric. @param rounds what the first and the second build took in each */
export function compareRounds(rounds: readonly (readonly [Measured, Measured])[]): Line[] {
  return [...(rounds[0]?.[0].keys() ?? [])].map((metric) => {
    const [before, after] = [0, 1].map((side) => rounds.map((round) => round[side]?.get(metric) ?? Number.NaN)) as [
      number[],
      number[],
    ];
    return { metric, before: summaryOf(before), after: summaryOf(after), ...comparePairs(before, after) };
  });
}

/** A table for people. */
export function tableOf(lines: readonly Line[], names: readonly [string, string]): string {
  const head = ['', `${names[0]}: least`, 'median', `${names[1]}: least`, 'median', 'difference', '95 % interval', ''];
  const rows = lines.map(({ metric, before, after, difference, interval, notWorse }) => [
    metric,
    ...[before.least, before.median, after.least, after.median].map((value) => value.toFixed(1)),
    percent(difference),
    `${percent(interval[0])} … ${percent(interval[1])}`,
    notWorse ? 'not worse' : 'WORSE',
  ]);
  const widths = head.map((title, at) => Math.max(...[head, ...rows].map((row) => (row[at] ?? title).length)));
  const text = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  return [head, ...rows].map(text).join('\n');
}

/** How the intervals come about and what "not worse" says. */
export const LEGEND =
  "Intervals by the Wilcoxon signed-rank test over the rounds' pairs. " +
  `Not worse: the interval holds 0, or ends at ${TOLERANCE * 100} % or less.`;

function summaryOf(values: readonly number[]): Summary {
  return { least: Math.min(...values), median: median(values) };
}

function percent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`;
}
