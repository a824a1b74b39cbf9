import type { NearStatement, StatementMismatch } from '@dragoman/core';
import leven from 'leven';

/** What a statement lacks, the parts that say what it is about before those that say when. */
const WEIGHTS: Readonly<Record<string, number>> = { Action: 5, NotAction: 5, Resource: 4, Principal: 4 };
const OTHER_WEIGHT = 1;

/** A statement that allows something, and what keeps it from allowing a check. */
export type StatementLikeness = NearStatement & {
  /** How far what it is about is from what was asked, to tell two apart that lack the same. */
  readonly distance: number;
};

/** The one of them that came closest; `null` where none is about the action or the resource. */
export function nearestStatement(candidates: Iterable<StatementLikeness>): NearStatement | null {
  let nearest: StatementLikeness | null = null;
  for (const candidate of candidates) {
    if (candidate.mismatches.length === 0 || isAboutElse(candidate)) continue;
    if (nearest === null || isNearer(candidate, nearest)) nearest = candidate;
  }
  if (nearest === null) return null;
  const { source, policy, statement, mismatches } = nearest;
  return { source, policy, statement, mismatches };
}

/** Whether neither its actions nor its resources, or principals, are meant. */
function isAboutElse({ mismatches }: StatementLikeness): boolean {
  return mismatches.filter(({ element }) => element in WEIGHTS).length > 1;
}

function isNearer(one: StatementLikeness, other: StatementLikeness): boolean {
  const [left, right] = [lackOf(one), lackOf(other)];
  return left < right || (left === right && one.distance < other.distance);
}

function lackOf({ mismatches }: StatementLikeness): number {
  return mismatches.reduce((sum, { element }) => sum + (WEIGHTS[element] ?? OTHER_WEIGHT), 0);
}

/** How many characters the nearest of the patterns is from a text. */
export function patternDistance(patterns: readonly string[], text: string): number {
  return patterns.length === 0 ? 0 : Math.min(...patterns.map((pattern) => leven(pattern, text)));
}

/** How many of a statement's actions or resources are told. */
const MAX_WRITTEN = 5;

/** A part of a statement that does not fit. */
export function mismatch(element: string, written: readonly string[]): StatementMismatch {
  const told = written.slice(0, MAX_WRITTEN).join(', ');
  return { element, written: written.length > MAX_WRITTEN ? `${told}, …` : told };
}

/** What does not fit, such as `Resource acs:kms:*:*:secret/orders-*`. */
export function mismatchText({ mismatches }: NearStatement): string {
  return mismatches.map(({ element, written }) => `${element} ${written}`).join('; ');
}
