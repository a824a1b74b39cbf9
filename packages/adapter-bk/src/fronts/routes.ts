import { type RequestHead, type RestRoute, restMatcher } from '@dragoman/protocol-kit';

import type { JobOperation } from '../operation.ts';
import type { ReleaseFeatures } from '../release-features.ts';
import type { Front, Route } from './front.ts';

/** Which front answers a request, also one that leads nowhere: the last, where none claims the path. */
export function frontOf(fronts: readonly [...Front[], Front], head: RequestHead): Front {
  return fronts.find((front) => front.matches(head)) ?? (fronts.at(-1) as Front);
}

/**
 * Finds the route of a request; `null` when there is none.
 * @throws Error when two operations clash
 */
export function routeFinder(
  fronts: readonly [...Front[], Front],
  routes: readonly (readonly [RestRoute, Route])[],
): (head: RequestHead) => Route | null {
  const find = restMatcher<Route>(routes);
  return (head) => find(head.method, frontOf(fronts, head).canonicalPath(head))?.target ?? null;
}

/** Every route of what the release of JOB serves. */
export function routesOf(
  fronts: readonly Front[],
  operations: readonly JobOperation[],
  features: ReleaseFeatures,
): [RestRoute, Route][] {
  const served = operations.filter((operation) => operation.isServed?.(features) ?? true);
  return served.flatMap((operation) =>
    fronts.flatMap((front) =>
      front.routesOf(operation).map(([route, target]): [RestRoute, Route] => [route, { front, ...target }]),
    ),
  );
}
