import { COMMON_HELP, type InjectableErrors, type VendorError } from '@dragoman/protocol-kit';

import { APIGW_ERRORS, ApigwError } from './errors/apigw-error.ts';
import { BACKEND_STATUSES, BackendError } from './errors/backend-error.ts';
import { ESB_ERRORS, EsbError, noPermission, thirdPartyError } from './errors/esb-error.ts';
import { JobError } from './errors/job-error.ts';
import { JOB_MESSAGES, type JobCode } from './errors/messages.ts';
import type { Route } from './fronts/front.ts';

/** The parameters of JOB's messages. */
const PARAMETERS = ['name', 'invalid'];
/** Whom a caller without a permission is told to apply at. */
const DENIED = { action: 'access_business', scope: { type: 'biz', id: '2' }, instance: null } as const;
const DENIED_CODES: ReadonlySet<JobCode> = new Set([1238001, 9900403]);
/** The gateway's hints (`bk-rate-limit`): `Reset` is in seconds. */
const RATE_LIMIT_HEADERS = {
  'X-Bkapi-RateLimit-Limit': '1',
  'X-Bkapi-RateLimit-Remaining': '0',
  'X-Bkapi-RateLimit-Reset': '1',
  'X-Bkapi-RateLimit-Plugin': 'bk-resource-rate-limit',
};

type Called = Pick<Route, 'front' | 'operation'>;
type Factory = (call: Called) => VendorError;

const JOB_FACTORIES: ReadonlyMap<string, Factory> = new Map(
  Object.keys(JOB_MESSAGES).map((code) => [code, () => jobError(Number(code) as JobCode)]),
);

/** The codes of JOB, of the API gateway and of ESB, and the statuses of JOB's own gateway. */
const FACTORIES: ReadonlyMap<string, Factory> = new Map([
  ...JOB_FACTORIES,
  ...namesOf(APIGW_ERRORS).map((name): [string, Factory] => [
    String(APIGW_ERRORS[name].code),
    (call) => apigwError(name, call),
  ]),
  ...Object.entries(ESB_ERRORS).map(([code, message]): [string, Factory] => [
    code,
    () => new EsbError(message, Number(code), { help: COMMON_HELP.injected }),
  ]),
  ['1306201', ({ operation }) => thirdPartyError(operation.name, 500, COMMON_HELP.injected)],
  ['1306403', ({ operation }) => noPermission(operation.name, COMMON_HELP.injected)],
  ...Object.keys(BACKEND_STATUSES).map((status): [string, Factory] => [
    status,
    (call) => backendError(Number(status) as keyof typeof BACKEND_STATUSES, call),
  ]),
]);

/**
 * What a fault may answer with: each code in the envelope of who has it, whichever front was called. Through ESB, JOB's
 * gateway is a third party. No official client tries again by itself (bkapi-client-core 1.2.0, the ESB clients, the Go
 * SDK).
 */
export const injectableErrors: InjectableErrors<Called> = {
  codes: [...FACTORIES.keys()],
  retried: [],
  rejection: (code, call) => factoryOf(FACTORIES, code)(call),
  throttled: ({ front }) => withRateLimit(front.tooManyRequests(COMMON_HELP.injected)),
};

/** The same of the web console, before which there is JOB's own gateway alone. */
export const webInjectable: InjectableErrors<unknown> = {
  codes: [...FACTORIES.keys()],
  retried: [],
  rejection: (code) =>
    JOB_FACTORIES.has(code) ? jobError(Number(code) as JobCode) : new BackendError(502, COMMON_HELP.injected),
  throttled: () => new BackendError(429, COMMON_HELP.injected),
};

function jobError(code: JobCode): JobError {
  return new JobError(code, {
    parameters: PARAMETERS,
    help: COMMON_HELP.injected,
    ...(DENIED_CODES.has(code) && { denied: DENIED }),
  });
}

/** Behind ESB the gateway answers with ESB's status. */
function apigwError(name: keyof typeof APIGW_ERRORS, { front }: Called): ApigwError {
  const error = new ApigwError(name, {}, { help: COMMON_HELP.injected, ...(front.name === 'esb' && { status: 200 }) });
  return withRateLimit(error);
}

function backendError(status: keyof typeof BACKEND_STATUSES, { front, operation }: Called): VendorError {
  return front.name === 'esb'
    ? thirdPartyError(operation.name, status, COMMON_HELP.injected)
    : new BackendError(status, COMMON_HELP.injected);
}

function withRateLimit<Rejection extends VendorError>(error: Rejection): Rejection {
  const isLimit = error instanceof ApigwError && error.codeName === 'RATE_LIMIT_RESTRICTION';
  return isLimit ? error.withHeaders(RATE_LIMIT_HEADERS) : error;
}

function factoryOf(factories: ReadonlyMap<string, Factory>, code: string): Factory {
  const make = factories.get(code);
  if (make === undefined) throw new Error(`no error has the code ${code}`);
  return make;
}

function namesOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}
