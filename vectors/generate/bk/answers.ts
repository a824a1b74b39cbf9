/** Requests to JOB through each of its fronts, and its answers. */
import { type Fields, type Json, REQUEST_ID, REQUEST_ID_DIGITS, type Response } from '../answers/exchange.ts';
import { type Pair, encodePairs } from '../encoding.ts';
import type { Request } from '../vector-file.ts';
import { APP } from './requests.ts';

/** Whom the client asks: the API gateway, ESB, or JOB itself. */
export type Front = 'apigw' | 'esb' | 'backend';
export const FRONTS: readonly Front[] = ['apigw', 'esb', 'backend'];
export const FRONT_NAMES: Readonly<Record<Front, string>> = {
  apigw: 'the API gateway',
  esb: 'ESB',
  backend: "JOB's own path",
};
/** Stands for the id of a credential. */
export const ID = REQUEST_ID_DIGITS;

const PATHS: Readonly<Record<Front, (operation: string) => string>> = {
  apigw: (operation) => `/api/bk-job/prod/api/v3/${operation}`,
  esb: (operation) => `/api/c/compapi/v2/jobv3/${operation}/`,
  backend: (operation) => `/api/job/v3/job-manage/${operation}`,
};
const IDENTITY = { bk_app_code: APP.code, bk_app_secret: APP.secret, bk_username: 'admin' };
/** Of an unsigned token: who calls. */
const TOKEN = [
  { alg: 'RS512', typ: 'JWT', kid: 'bk-job' },
  { exp: 1_893_456_000, app: { app_code: APP.code, verified: true }, user: { username: 'admin', verified: true } },
].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));

/** A call. @param fields of the query of a GET, or of a body; text is sent as it is @param language as JOB is asked */
export function call(front: Front, operation: string, fields: Fields | string, language = 'en'): Request {
  const headers: Pair[] = [
    ['Host', front === 'backend' ? 'job.example.com' : 'bkapi.example.com'],
    ['Blueking-Language', language],
    front === 'backend'
      ? ['X-Bkapi-JWT', `${TOKEN.join('.')}.AA`]
      : ['X-Bkapi-Authorization', JSON.stringify(IDENTITY)],
  ];
  const path = PATHS[front](operation);
  if (operation.startsWith('get') && typeof fields !== 'string') {
    const pairs = Object.entries(fields).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    );
    return { method: 'GET', target: `${path}?${encodePairs(pairs).replaceAll('%7Bid%7D', '{id}')}`, headers };
  }
  const body = typeof fields === 'string' ? fields : JSON.stringify(fields);
  return { method: 'POST', target: path, headers: [...headers, ['Content-Type', 'application/json']], body };
}

/** JOB's answer as a front passes it on. */
export function answer(
  front: Front,
  own: Fields,
  status = 200,
): { readonly response: Response; readonly value: Fields } {
  const job = { job_request_id: REQUEST_ID_DIGITS };
  const { code = null, result = null, ...rest } = own;
  const value: Fields = { code, result, ...job, ...rest };
  if (front !== 'esb') return { response: written(front, JSON.stringify(value), status), value };
  const passed: Fields = { ...value, request_id: REQUEST_ID_DIGITS };
  const filled: Fields = { ...passed, ...missing(passed) };
  return { response: written('esb', pythonJson(filled)), value: filled };
}

/** What ESB adds where JOB leaves it out. */
function missing(fields: Fields): Fields {
  const added: Fields = { data: null, message: 'success' };
  return Object.fromEntries(Object.entries(added).filter(([name]) => !Object.hasOwn(fields, name)));
}

/** An answer with a body as it is given. */
export function written(front: Front, body: string, status = 200): Response {
  const types = { apigw: 'application/json', esb: 'application/json; charset=utf-8', backend: 'application/json' };
  const ids: Readonly<Record<Front, readonly Pair[]>> = {
    apigw: [
      ['X-Bk-Job-Request-Id', REQUEST_ID_DIGITS],
      ['X-Bkapi-Request-Id', REQUEST_ID],
    ],
    esb: [],
    backend: [['X-Bk-Job-Request-Id', REQUEST_ID_DIGITS]],
  };
  const headers: Pair[] = [['Content-Type', types[front]], ...ids[front]];
  return { status, headers, ...(body === '' ? {} : { body }) };
}

/** As Python writes JSON where it leaves other characters than ASCII as they are. */
export function pythonJson(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(pythonJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${pythonJson(field)}`);
  return `{${fields.join(', ')}}`;
}

export const SCOPE = { bk_scope_type: 'biz', bk_scope_id: '2' };

/** What `create_credential` is asked with. */
export const CREDENTIAL: Fields = { ...SCOPE, name: 'orders', type: 'PASSWORD', credential_password: 'p' };
