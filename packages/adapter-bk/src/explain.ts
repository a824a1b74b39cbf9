import {
  type DoorParts,
  type Exchange,
  type Explanation,
  type RequestHead,
  type RestRoute,
  inWords,
  nearestRoutes,
} from '@dragoman/protocol-kit';

import { explainApp } from './explain/app.ts';
import { explainUser } from './explain/user.ts';
import { notImplemented } from './operations/index.ts';
import type { Route } from './routes.ts';
import { formOf } from './routes.ts';
import type { BkSettings } from './settings.ts';
import type { WebOperation } from './web/operation.ts';

const WEB_PREFIX = '/job-manage/web/credentials/scope/{scopeType}/{scopeId}';

/**
 * Why a request is refused before its operation is asked; `null` where route and proofs are right, or the refusal says
 * it all.
 */
export async function explain(
  parts: DoorParts<BkSettings>,
  exchange: Exchange,
  found: Route | null,
  routes: readonly (readonly [RestRoute, Route])[],
): Promise<Explanation | null> {
  const { request } = exchange;
  if (found === null) return unknownRoute(request, routes);
  // A token of the fronts proves everything or nothing, and its refusal says what is wrong with it.
  if (found.form === 'backend' || parts.authMode === 'lenient') return null;
  return (await explainApp(parts, exchange)) ?? explainUser(parts, exchange);
}

/** A path that the web console does not have. */
export function explainWebRoute(
  { method, path }: RequestHead,
  operations: readonly WebOperation[],
): Explanation | null {
  const routes = operations.map(
    (operation) => [{ method: operation.method, path: WEB_PREFIX + operation.path }, operation.name] as const,
  );
  const nearest = nearestRoutes(method, path, routes);
  return nearest[0]?.distance === 0
    ? null
    : { ...inWords('route', 'the web console has no such method and path here', callsOf(nearest)), nearest };
}

function unknownRoute(request: RequestHead, routes: readonly (readonly [RestRoute, Route])[]): Explanation {
  const name = request.path.split('/').findLast((segment) => segment !== '') ?? '';
  if (notImplemented.some((known) => known.name === name))
    return inWords('route', `${name} is an API of the vendor's that is not implemented here`, []);
  const form = formOf(request);
  const nearest = nearestRoutes(
    request.method,
    request.path,
    routes.filter(([, route]) => route.form === form).map(([route, { operation }]) => [route, operation.name] as const),
  );
  return { ...inWords('route', 'no API has this method and path', callsOf(nearest)), nearest };
}

function callsOf(nearest: Explanation['nearest']): string[] {
  return nearest.slice(0, 1).map(({ call }) => `call ${call}`);
}
