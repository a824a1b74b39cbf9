import type { DoorParts, RequestHead } from '@dragoman/protocol-kit';

import { authPartsOf } from '../auth/principals.ts';
import { ApigwError, rateLimited } from '../errors/apigw-error.ts';
import type { JobOperation } from '../operation.ts';
import { releaseFeatures } from '../release-features.ts';
import type { BkSettings } from '../settings.ts';
import { jobParameters } from '../wire/parameters.ts';
import { passOnByApigw } from './apigw/answers.ts';
import { authenticateApigw, noPermission } from './apigw/authentication.ts';
import { answerOfJob } from './backend/answers.ts';
import { type Front, type FrontRoute, isUnder, STATED } from './front.ts';

const PREFIX = '/api/bk-job';
/** First label of the host name that leads to JOB's gateway where gateways have hosts of their own. */
const HOST = 'bk-job.';

/** The API gateway, which leads to JOB since 3.10. */
export function apigwFront(parts: DoorParts<BkSettings>): Front {
  const { isBehindGateway } = releaseFeatures(parts.settings);
  return {
    name: 'apigw',
    language: 'zh',
    matches: (head) =>
      isUnder(head.path, PREFIX) || hasOwnHost(head) || head.headers['x-bkapi-authorization'] !== undefined,
    // A gateway with a host of its own has no prefix.
    canonicalPath: (head) => (hasOwnHost(head) && !isUnder(head.path, '/api') ? `${PREFIX}${head.path}` : head.path),
    routesOf: (operation) => (isBehindGateway ? routesOf(operation) : []),
    unknownRoute: ({ method, path }, help) => new ApigwError('API_NOT_FOUND', { method, path }, { help }),
    authenticate(exchange, { operation, forApps }) {
      const name = resourceOf(operation, forApps);
      return authenticateApigw(exchange.request, { name, forApps, fallback: null }, authPartsOf(parts, exchange));
    },
    apiOf: (operation, forApps) => ({
      name: resourceOf(operation, forApps),
      reject: (app) => noPermission(app, STATED),
    }),
    parametersOf: jobParameters,
    isQuery: ({ method }) => method === 'GET',
    passOn: (exchange, _operation, answer) => passOnByApigw(exchange, answerOfJob(answer)),
    complete: passOnByApigw,
    tooManyRequests: rateLimited,
  };
}

/** The name that the gateway has for an operation. */
function resourceOf({ name }: JobOperation, forApps: boolean): string {
  return forApps ? `system_${name}` : name;
}

function routesOf(operation: JobOperation): FrontRoute[] {
  const method = operation.apigw;
  return [
    [
      { method, path: `${PREFIX}/{stage}/api/v3/${operation.name}` },
      { operation, forApps: false },
    ],
    [
      { method, path: `${PREFIX}/{stage}/api/v3/system/${operation.name}` },
      { operation, forApps: true },
    ],
  ];
}

function hasOwnHost({ headers }: RequestHead): boolean {
  return (headers['host'] ?? '').toLowerCase().startsWith(HOST);
}
