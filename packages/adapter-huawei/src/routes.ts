import { type Exchange, type RestRoute, restMatcher } from '@dragoman/protocol-kit';

import { rejectBss } from './errors/bss.ts';
import { gatewayError } from './errors/gateway.ts';
import type { HuaweiCall, HuaweiOperation } from './operation.ts';
import { notImplemented, operations } from './operations/index.ts';

/** Where a request leads: to an operation, or to one that is refused by its name. */
type Target = HuaweiOperation | string;

/** What may be called, by the names of operations. */
export const ROUTES = operations.flatMap(({ name, routes }) => routes.map((route) => [route, name] as const));

const match = restMatcher<Target>(targets());

/** Where a request leads, with what its path names; `null` is nowhere. */
export function routeOf({ method, path, query }: Exchange['request']): ReturnType<typeof match> {
  return match(method, routedPath(path, query));
}

/** The operation that a request is for. @throws VendorError where there is none, or one that is not served here */
export function callOf(request: Exchange['request']): HuaweiCall {
  rejectBss(request.headers['host']);
  const found = routeOf(request);
  if (found === null) throw gatewayError('notPublished', 'no operation has this method and path');
  if (typeof found.target === 'string') throw gatewayError('notPublished', `${found.target} is not implemented here`);
  return { operation: found.target, params: found.params };
}

function* targets(): Generator<readonly [RestRoute, Target]> {
  for (const operation of operations) for (const route of operation.routes) yield [route, operation];
  for (const { name, route } of notImplemented) yield [route, name];
}

/** Only without a query does a slash at the end mean anything. */
function routedPath(path: string, query: string): string {
  return query !== '' && path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
}
