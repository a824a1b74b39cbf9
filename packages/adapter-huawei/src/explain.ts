import type { DoorParts, Exchange, Explanation, RestRoute } from '@dragoman/protocol-kit';
import { inWords, nearestRoutes } from '@dragoman/protocol-kit';

import { isSignature } from './auth/authorization.ts';
import { explainCredential } from './explain/credential.ts';
import { explainSigned } from './explain/signature.ts';
import type { HuaweiOperation } from './operation.ts';
import type { HuaweiSettings } from './settings.ts';

/** Where a request route: to an operation, to one that is refused by its name, or nowhere. */
export type RouteMatch = HuaweiOperation | string | null;

/** Why a request is refused before its operation is asked; `null` where route and credential are right. */
export async function explain(
  parts: DoorParts<HuaweiSettings>,
  exchange: Exchange,
  route: RouteMatch,
  routes: readonly (readonly [RestRoute, string])[],
): Promise<Explanation | null> {
  const { request } = exchange;
  if (typeof route === 'string')
    return inWords('route', `${route} is an operation of the vendor's that is not implemented here`, []);
  if (route === null) {
    const nearest = nearestRoutes(request.method, request.path, routes);
    return {
      ...inWords(
        'route',
        'no operation has this method and path',
        nearest.slice(0, 1).map(({ call }) => `call ${call}`),
      ),
      nearest,
    };
  }
  const { authorization } = request.headers;
  if (isSignature(authorization)) return explainSigned(parts, exchange, authorization);
  return route.authenticated === true || route.service === 'iam' ? explainCredential(parts, exchange) : null;
}
