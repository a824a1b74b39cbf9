import type { InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { noPermission } from './auth/esb.ts';
import { ApigwFailure, BackendFailure, EsbFailure, JobFailure, thirdPartyError } from './errors.ts';
import { APIGW_ERRORS, BACKEND_STATUSES, ESB_ERRORS } from './platform-codes.ts';
import type { Form, Route } from './routes.ts';
import type { BkSettings } from './settings.ts';
import { JOB_MESSAGES, type JobCode } from './wire/messages.ts';

const HELP = 'a fault that was injected by the control API';
/** What stands in the places of JOB's messages. */
const PLACES = ['name', 'invalid'];
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

type Called = Pick<Route, 'form' | 'operation'>;
type Factory = (call: Called) => VendorError;

const JOB_FACTORIES: ReadonlyMap<string, Factory> = new Map(
  Object.keys(JOB_MESSAGES).map((code) => [code, () => jobFailure(Number(code) as JobCode)]),
);

/** The codes of JOB, of the API gateway and of ESB, and the statuses of JOB's own gateway. */
const FACTORIES: ReadonlyMap<string, Factory> = new Map([
  ...JOB_FACTORIES,
  ...namesOf(APIGW_ERRORS).map((name): [string, Factory] => [
    String(APIGW_ERRORS[name].code),
    () => apigwFailure(name),
  ]),
  ...Object.entries(ESB_ERRORS).map(([code, message]): [string, Factory] => [
    code,
    () => new EsbFailure(message, Number(code), { help: HELP }),
  ]),
  ['1306201', ({ operation }) => thirdPartyError(operation.name, 500, HELP)],
  ['1306403', ({ operation }) => noPermission(operation.name)],
  ...Object.keys(BACKEND_STATUSES).map((status): [string, Factory] => [
    status,
    (call) => backendFailure(Number(status) as keyof typeof BACKEND_STATUSES, call),
  ]),
]);

/**
 * What a fault may answer with: each code in the envelope of who has it, whichever form was called. JOB's gateway is
 * heard through ESB as a third party. No official client tries again by itself (bkapi-client-core 1.2.0, the ESB
 * clients, the Go SDK).
 */
export function injectableErrors({ esb_style }: Pick<BkSettings, 'esb_style'>): InjectableErrors<Called> {
  return {
    codes: [...FACTORIES.keys()],
    retried: [],
    rejection: (code, call) => factoryOf(FACTORIES, code)(call),
    throttled: ({ form }) => throttledAt(form, esb_style),
  };
}

/** The same of the web console, which JOB's own gateway alone stands before. */
export const webInjectable: InjectableErrors<unknown> = {
  codes: [...FACTORIES.keys()],
  retried: [],
  rejection: (code) => (JOB_FACTORIES.has(code) ? jobFailure(Number(code) as JobCode) : new BackendFailure(502, HELP)),
  throttled: () => new BackendFailure(429, HELP),
};

function jobFailure(code: JobCode): JobFailure {
  return new JobFailure(code, { parameters: PLACES, help: HELP, ...(DENIED_CODES.has(code) && { denied: DENIED }) });
}

function apigwFailure(name: keyof typeof APIGW_ERRORS): ApigwFailure {
  const failure = new ApigwFailure(name, {}, HELP);
  return failure.codeName === 'RATE_LIMIT_RESTRICTION' ? failure.withHeaders(RATE_LIMIT_HEADERS) : failure;
}

function backendFailure(status: keyof typeof BACKEND_STATUSES, { form, operation }: Called): VendorError {
  return form === 'esb' ? thirdPartyError(operation.name, status, HELP) : new BackendFailure(status, HELP);
}

/** In BlueKing 7 the API gateway stands before ESB. JOB limits no rates: its gateway's framework would. */
function throttledAt(form: Form, style: BkSettings['esb_style']): VendorError {
  if (form === 'backend') return new BackendFailure(429, HELP);
  if (form === 'apigw' || style !== 'standalone') return apigwFailure('RESOURCE_RATE_LIMIT');
  return new EsbFailure(ESB_ERRORS[1306429], 1306429, { help: HELP });
}

function factoryOf(factories: ReadonlyMap<string, Factory>, code: string): Factory {
  const make = factories.get(code);
  if (make === undefined) throw new Error(`no refusal has the code ${code}`);
  return make;
}

function namesOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}
