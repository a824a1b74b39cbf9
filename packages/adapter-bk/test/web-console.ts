import {
  type Answer,
  type Json,
  ACCESS_CREDENTIAL,
  type Environment,
  type EnvironmentParts,
  dataOf,
  newEnvironment,
} from './environment.ts';

export const BASE = '/job-manage/web/credentials/scope/biz/2';
const KEY = 'k'.repeat(32);
export const SESSION = {
  cookie: `bk_token=${ACCESS_CREDENTIAL.bk_token}; job_csrf_key=${KEY}; blueking_language=en`,
  'x-csrf-token': KEY,
};
export const BODY = { name: 'n', type: 'USERNAME_PASSWORD', value1: 'u', value2: 'p', value3: '', description: 'd' };
export const MASK = '******';

export async function newConsole(parts: EnvironmentParts = {}): Promise<Environment> {
  return newEnvironment({ ...parts, settings: { web_console: true, ...parts.settings } });
}

export async function callConsole(
  environment: Environment,
  method: string,
  path: string,
  body?: Json,
  headers: Record<string, string> = SESSION,
): Promise<Answer> {
  const [at = '', query = ''] = path.split('?');
  return environment.send(method, BASE + at, {
    query,
    headers: { ...headers, 'content-type': 'application/json' },
    body: body === undefined ? '' : JSON.stringify(body),
  });
}

export async function newCredential(environment: Environment, change: Json = {}): Promise<Json> {
  return dataOf(await callConsole(environment, 'POST', '', { ...BODY, ...change }));
}
