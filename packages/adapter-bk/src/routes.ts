import { type RequestHead, type RestRoute, percentDecode, restMatcher } from '@dragoman/protocol-kit';

import type { JobOperation } from './operation.ts';
import type { ReleaseFeatures } from './versions.ts';

/** How a request reaches JOB: through one of the two fronts, or at its own path behind them. */
export type Form = 'esb' | 'apigw' | 'backend';

/** What a path leads to. */
export interface Route {
  readonly operation: JobOperation;
  readonly form: Form;
  /** Whether it is the API gateway's resource for apps. */
  readonly forApps: boolean;
}

const ESB_PREFIX = '/api/c/compapi';
const APIGW_PREFIX = '/api/bk-job';
const BACKEND_PREFIX = '/api/job';
/** First label of the host name that leads to JOB's gateway where gateways have hosts of their own. */
const APIGW_HOST = 'bk-job.';

/** Whether a request, by its shape, is meant for this door. */
export function isForJob(head: RequestHead): boolean {
  return (
    ['/api/c', APIGW_PREFIX, BACKEND_PREFIX].some((prefix) => isUnder(head.path, prefix)) ||
    hasGatewayHost(head) ||
    head.headers['x-bkapi-authorization'] !== undefined
  );
}

/** Which front answers a request that leads nowhere. */
export function formOf(head: RequestHead): Form {
  if (isUnder(head.path, BACKEND_PREFIX)) return 'backend';
  return isUnder(head.path, '/api/c') ? 'esb' : 'apigw';
}

/**
 * Finds the route of a request; `null` when there is none.
 * @param withSwitched whether ESB serves what the platform does not register there
 * @throws Error when two operations clash
 */
export function routeFinder(
  operations: readonly JobOperation[],
  traits: ReleaseFeatures,
  withSwitched: boolean,
): (head: RequestHead) => Route | null {
  const find = restMatcher<Route>(routesOf(operations, traits, withSwitched));
  return (head) => find(head.method, canonicalPath(head))?.target ?? null;
}

/** Every route of what is served. @param withSwitched whether ESB serves what the platform does not register there */
export function routesOf(
  operations: readonly JobOperation[],
  traits: ReleaseFeatures,
  withSwitched: boolean,
): [RestRoute, Route][] {
  const served = operations.filter((operation) => operation.isServed?.(traits) ?? true);
  return served.flatMap((operation) => [
    ...esbRoutes(operation, withSwitched),
    ...(traits.isBehindGateway ? apigwRoutes(operation) : []),
    ...backendRoutes(operation),
  ]);
}

/** ESB registers both methods and sends every request on as a POST. */
function esbRoutes(operation: JobOperation, withSwitched: boolean): [RestRoute, Route][] {
  if (operation.esb === 'unregistered' || (operation.esb === 'switched' && !withSwitched)) return [];
  const path = `${ESB_PREFIX}/v2/jobv3/${operation.name}`;
  return ['GET', 'POST'].map((method) => [
    { method, path },
    { operation, form: 'esb', forApps: false },
  ]);
}

function apigwRoutes(operation: JobOperation): [RestRoute, Route][] {
  const method = operation.apigw;
  return [
    [
      { method, path: `${APIGW_PREFIX}/{stage}/api/v3/${operation.name}` },
      { operation, form: 'apigw', forApps: false },
    ],
    [
      { method, path: `${APIGW_PREFIX}/{stage}/api/v3/system/${operation.name}` },
      { operation, form: 'apigw', forApps: true },
    ],
  ];
}

/** JOB finds an operation by its path alone, and has a refusal for methods that it does not know it by. */
function backendRoutes(operation: JobOperation): [RestRoute, Route][] {
  const path = `${BACKEND_PREFIX}/v3/${operation.service ?? 'job-manage'}/${operation.name}`;
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [
    { method, path },
    { operation, form: 'backend', forApps: false },
  ]);
}

/** ESB takes slashes off both ends of what follows its prefix; a gateway with a host of its own has no prefix. */
function canonicalPath(head: RequestHead): string {
  if (isUnder(head.path, ESB_PREFIX)) {
    return `${ESB_PREFIX}/${percentDecode(head.path.slice(ESB_PREFIX.length)).replace(/^\/+|\/+$/g, '')}`;
  }
  return hasGatewayHost(head) && !isUnder(head.path, '/api') ? `${APIGW_PREFIX}${head.path}` : head.path;
}

function hasGatewayHost(head: RequestHead): boolean {
  return (head.headers['host'] ?? '').toLowerCase().startsWith(APIGW_HOST);
}

function isUnder(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(`${prefix}/`);
}
