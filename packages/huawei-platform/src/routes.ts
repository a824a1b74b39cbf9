import { type Exchange, type RestRoute, restMatcher } from '@dragoman/protocol-kit';

import { rejectBss } from './errors/bss.ts';
import { gatewayError } from './errors/gateway.ts';
import { IAM_SERVICE } from './errors/iam.ts';
import { isForIam } from './matches.ts';
import { HELP } from './messages.ts';
import type { MissingOperation } from './not-implemented.ts';
import type { HuaweiCall, HuaweiOperation } from './operation.ts';
import type { PlatformSettings } from './settings.ts';

/** Where a request leads: to an operation, or to one that is rejected by its name. */
type Target<Settings extends PlatformSettings> = HuaweiOperation<Settings> | string;

/** Where the requests to a door lead. */
export interface RouteTable<Settings extends PlatformSettings> {
  /** What may be called, by the names of operations. */
  readonly routes: readonly (readonly [RestRoute, string])[];
  /** Where a request leads, with what its path names; `null` is nowhere. */
  readonly match: (request: Exchange['request']) => Match<Settings> | null;
}

interface Match<Settings extends PlatformSettings> {
  readonly target: Target<Settings>;
  readonly params: Readonly<Record<string, string>>;
}

/** Made once of all that a door has: which routes there are does not depend on its settings. */
export function routeTable<Settings extends PlatformSettings>(
  operations: readonly HuaweiOperation<Settings>[],
  notImplemented: readonly MissingOperation[],
): RouteTable<Settings> {
  const served = operations.flatMap((operation) => operation.routes.map((route) => [route, operation] as const));
  const missing = notImplemented.map(({ name, route }) => [route, name] as const);
  const matchAny = restMatcher<Target<Settings>>([...served.filter(isAnywhere), ...missing]);
  const matchIam = restMatcher<Target<Settings>>([
    ...served.filter(([, { service }]) => service === IAM_SERVICE),
    ...missing.filter(([, name]) => name.startsWith('IAM:')),
  ]);
  return {
    routes: served.map(([route, { name }]) => [route, name]),
    match(request) {
      const { method, path, query } = request;
      return (isForIam(request) ? matchIam : matchAny)(method, routedPath(path, query));
    },
  };
}

/** Whose versions stand at the root depends on the host: IAM's are told where it alone is meant. */
function isAnywhere([{ path }, { service }]: readonly [RestRoute, { readonly service: object }]): boolean {
  return path !== '/' || service !== IAM_SERVICE;
}

/** The operation that a request is for. @throws VendorError where there is none, or one that is not served here */
export function callOf<Settings extends PlatformSettings>(
  { match }: RouteTable<Settings>,
  request: Exchange['request'],
): HuaweiCall<Settings> {
  rejectBss(request.headers['host']);
  const found = match(request);
  if (found === null) throw gatewayError('notPublished', HELP.unknownRoute);
  if (typeof found.target === 'string')
    throw gatewayError('notPublished', HELP.notImplemented({ target: found.target }));
  return { operation: found.target, params: found.params };
}

/** The operation of the vendor's that a request is for and that is not served here; `null` where it is for none. */
export function missingOperationOf<Settings extends PlatformSettings>(
  { match }: RouteTable<Settings>,
  request: Exchange['request'],
): string | null {
  const target = match(request)?.target;
  return typeof target === 'string' ? target : null;
}

/** Only without a query does a slash at the end mean anything. */
function routedPath(path: string, query: string): string {
  return query !== '' && path.endsWith('/') && path !== '/' ? path.slice(0, -1) : path;
}
