import type { Message } from '@dragoman/messages';
import leven from 'leven';

import { percentDecode } from '../text.ts';
import type { RestRoute } from '../routes.ts';
import type { NearOperation } from './explanation.ts';
import { EXPLAIN } from './messages.ts';

const MAX_SHOWN = 3;
/** What another method is worth, in segments. */
const METHOD_WEIGHT = 0.3;

/** The operations whose routes are like the request's, at most three. */
export function nearestRoutes(
  method: string,
  path: string,
  routes: Iterable<readonly [RestRoute, string]>,
): NearOperation[] {
  const segments = segmentsOf(path);
  return best([...routes].map(([route, operation]) => likeness(method, segments, route, operation)));
}

/** What a request that leads nowhere may have meant to call. */
export function callInstead({ call }: NearOperation): Message {
  return EXPLAIN.call({ call });
}

/** The operations whose names are like this one, at most three. */
export function nearestNames(name: string, known: readonly string[]): NearOperation[] {
  const plain = name.toLowerCase();
  return best(
    known.map((operation) => ({
      operation,
      call: operation,
      differs: [
        operation.toLowerCase() === plain
          ? EXPLAIN.caseOfName({ operation })
          : EXPLAIN.otherName({ operation, sent: shownSegment(name) }),
      ],
      distance: leven(plain, operation.toLowerCase()) / Math.max(1, operation.length),
    })),
  );
}

function best(all: readonly NearOperation[]): NearOperation[] {
  const [nearest] = all.toSorted((left, right) => left.distance - right.distance);
  if (nearest === undefined) return [];
  const near = all
    .filter(({ distance }) => distance <= nearest.distance + 0.35)
    .toSorted((left, right) => left.distance - right.distance);
  return [...new Map(near.map((one) => [one.operation, one])).values()].slice(0, MAX_SHOWN);
}

function likeness(method: string, sent: readonly string[], route: RestRoute, operation: string): NearOperation {
  const template = segmentsOf(route.path);
  const { distance, differs } = alignment(sent, template);
  const otherMethod = method === route.method ? [] : [EXPLAIN.otherMethod({ wanted: route.method, sent: method })];
  return {
    operation,
    call: `${route.method} ${route.path}`,
    differs: [...otherMethod, ...differs],
    distance: distance + otherMethod.length * METHOD_WEIGHT,
  };
}

interface Alignment {
  readonly distance: number;
  readonly differs: readonly Message[];
}

/** Edit distance by segments, with what it takes. */
function alignment(sent: readonly string[], template: readonly string[]): Alignment {
  let row: Alignment[] = template.reduce<Alignment[]>(
    (cells, segment) => [...cells, plus(cells.at(-1), 1, EXPLAIN.segmentMissing({ segment }))],
    [{ distance: 0, differs: [] }],
  );
  for (const segment of sent) {
    const next: Alignment[] = [plus(row[0], 1, EXPLAIN.segmentTooMuch({ sent: shownSegment(segment) }))];
    for (const [at, wanted] of template.entries()) {
      const cost = segmentCost(segment, wanted);
      next.push(
        [
          plus(row[at], cost, cost === 0 ? null : EXPLAIN.otherSegment({ wanted, sent: shownSegment(segment) })),
          plus(row[at + 1], 1, EXPLAIN.segmentTooMuch({ sent: shownSegment(segment) })),
          plus(next[at], 1, EXPLAIN.segmentMissing({ segment: wanted })),
        ].reduce((one, other) => (other.distance < one.distance ? other : one)),
      );
    }
    row = next;
  }
  return row.at(-1) ?? { distance: 0, differs: [] };
}

function plus(before: Alignment | undefined, cost: number, what: Message | null): Alignment {
  const { distance, differs } = before ?? { distance: 0, differs: [] };
  return { distance: distance + cost, differs: what === null ? differs : [...differs, what] };
}

/** 0 for the same and for a parameter; less than 1 for what is alike. */
function segmentCost(sent: string, wanted: string): number {
  if (wanted.startsWith('{')) return sent === '' ? 1 : 0;
  return Math.min(
    1,
    leven(sent.toLowerCase(), wanted.toLowerCase()) / Math.max(1, wanted.length) + (sent === wanted ? 0 : 0.05),
  );
}

/** A segment may be anything; what is no word of a path is not shown. */
function shownSegment(text: string): string {
  return /^[\w.{}-]{1,40}$/.test(text) ? text : '…';
}

function segmentsOf(path: string): string[] {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map(percentDecode);
}
