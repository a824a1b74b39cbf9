import type { DoorParts, Exchange } from '@dragoman/protocol-kit';

import { authPartsOf } from '../auth/principals.ts';
import { BackendError } from '../errors/backend-error.ts';
import { JobError } from '../errors/job-error.ts';
import { HELP } from '../messages.ts';
import type { JobOperation } from '../operation.ts';
import type { BkSettings } from '../settings.ts';
import { jobParameters } from '../wire/parameters.ts';
import { answerOfJob } from './backend/answers.ts';
import { authenticateBackend, publicKeyFrom } from './backend/authentication.ts';
import { type Front, type FrontRoute, isUnder } from './front.ts';

const PREFIX = '/api/job';

/** JOB's own path, behind both gateways. @throws Error when `doors.bk.jwt_public_key` is no key */
export function backendFront(parts: DoorParts<BkSettings>): Front {
  const key = publicKeyFrom(parts.settings.jwt_public_key);
  return {
    name: 'backend',
    language: 'zh',
    matches: ({ path }) => isUnder(path, PREFIX),
    canonicalPath: ({ path }) => path,
    routesOf,
    unknownRoute: (_head, help) => new BackendError(404, help),
    async authenticate(exchange, { operation }) {
      const caller = await authenticateBackend(exchange.request, key, authPartsOf(parts, exchange));
      rejectUnknownMethod(exchange, operation);
      return caller;
    },
    // JOB asks nothing of apps: the gateways before it do.
    apiOf: () => null,
    parametersOf: jobParameters,
    isQuery: ({ method }) => method === 'GET',
    passOn: (_exchange, _operation, answer) => answerOfJob(answer),
    complete: (_exchange, response) => response,
    // JOB limits no rates: its gateway's framework would.
    tooManyRequests: (help) => new BackendError(429, help),
  };
}

/** JOB finds an operation by its path alone, and has an error for methods that it does not know it by. */
function routesOf(operation: JobOperation): FrontRoute[] {
  const path = `${PREFIX}/v3/${operation.service ?? 'job-manage'}/${operation.name}`;
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [
    { method, path },
    { operation, forApps: false },
  ]);
}

/** @throws JobError 1240003 */
function rejectUnknownMethod({ request }: Exchange, { name, backend }: JobOperation): void {
  if (backend.some((method) => method === request.method)) return;
  throw new JobError(1240003, { help: HELP.methods({ name, methods: backend.join(', ') }) });
}
