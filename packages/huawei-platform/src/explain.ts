import type { DoorParts, Exchange, Explanation } from '@dragoman/protocol-kit';
import { callInstead, inWords, nearestRoutes } from '@dragoman/protocol-kit';

import { isSignature } from './auth/authorization.ts';
import { IAM_SERVICE } from './errors/iam.ts';
import { explainCredential } from './explain/credential.ts';
import { MESSAGES } from './explain/messages.ts';
import { explainSigned } from './explain/signature.ts';
import type { RouteTable } from './routes.ts';
import type { PlatformSettings } from './settings.ts';

/** Why a request is rejected before its operation is asked; `null` where route and credential are right. */
export async function explain<Settings extends PlatformSettings>(
  parts: DoorParts<Settings>,
  exchange: Exchange,
  { routes, match }: RouteTable<Settings>,
): Promise<Explanation | null> {
  const { request } = exchange;
  const route = match(request)?.target ?? null;
  if (typeof route === 'string') return inWords('route', MESSAGES.notImplemented({ route }), []);
  if (route === null) {
    const nearest = nearestRoutes(request.method, request.path, routes);
    return {
      ...inWords('route', MESSAGES.unknownRoute, nearest.slice(0, 1).map(callInstead)),
      nearest,
    };
  }
  const { authorization } = request.headers;
  if (isSignature(authorization)) return explainSigned(parts, exchange, authorization);
  return route.authenticated === true || route.service === IAM_SERVICE ? explainCredential(parts, exchange) : null;
}
