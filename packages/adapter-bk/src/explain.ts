import type { Message } from '@dragoman/messages';
import {
  type DoorParts,
  type Exchange,
  type Explanation,
  type RequestHead,
  type RestRoute,
  callInstead,
  inWords,
  nearestRoutes,
} from '@dragoman/protocol-kit';

import { explainApp } from './explain/app.ts';
import { MESSAGES } from './explain/messages.ts';
import { explainUser } from './explain/user.ts';
import type { Front, Route } from './fronts/front.ts';
import { frontOf } from './fronts/routes.ts';
import type { WebOperation } from './operation.ts';
import { notImplemented } from './operations/index.ts';
import type { BkSettings } from './settings.ts';

/** Where a request could lead, and where it does. */
interface Routing {
  readonly fronts: readonly [...Front[], Front];
  readonly routes: readonly (readonly [RestRoute, Route])[];
  readonly route: Route | null;
}

/**
 * Why a request is rejected before its operation is asked; `null` where route and credentials are right, or the
 * rejection says it all.
 */
export async function explain(
  parts: DoorParts<BkSettings>,
  exchange: Exchange,
  routing: Routing,
): Promise<Explanation | null> {
  if (routing.route === null) return explainUnknownRoute(exchange.request, routing);
  // A token of the gateways holds as a whole or not at all, and its rejection says what is wrong with it.
  if (routing.route.front.name === 'backend' || parts.authMode === 'lenient') return null;
  return (await explainApp(parts, exchange)) ?? explainUser(parts, exchange);
}

/** A path that the web console does not have; `null` where it has. */
export function explainWebRoute(
  { method, path }: RequestHead,
  routes: readonly (readonly [RestRoute, WebOperation])[],
): Explanation | null {
  const nearest = nearestRoutes(
    method,
    path,
    routes.map(([route, { name }]) => [route, name] as const),
  );
  return nearest[0]?.distance === 0
    ? null
    : { ...inWords('route', MESSAGES.unknownWebRoute, callsOf(nearest)), nearest };
}

function explainUnknownRoute(request: RequestHead, { fronts, routes }: Routing): Explanation {
  const name = request.path.split('/').findLast((segment) => segment !== '') ?? '';
  if (notImplemented.some((known) => known.name === name))
    return inWords('route', MESSAGES.notImplemented({ name }), []);
  const query = frontOf(fronts, request);
  const nearest = nearestRoutes(
    request.method,
    request.path,
    routes.filter(([, { front }]) => front === query).map(([route, { operation }]) => [route, operation.name] as const),
  );
  return { ...inWords('route', MESSAGES.unknownRoute, callsOf(nearest)), nearest };
}

function callsOf(nearest: Explanation['nearest']): Message[] {
  return nearest.slice(0, 1).map(callInstead);
}
