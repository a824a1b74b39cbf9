import type { NewAccessCredential } from '@dragoman/core';

import { START } from './memory-services.ts';
import {
  type Answer,
  type Json,
  SCOPE,
  type Environment,
  type EnvironmentParts,
  authorization,
  newEnvironment,
} from './environment.ts';

export const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };
export const ESB = '/api/c/compapi/v2/jobv3/create_credential/';
export const APIGW = '/api/bk-job/prod/api/v3/create_credential';
export const CODE = { bk_app_code: 'dragoman' };
export const NO_ID = 'f'.repeat(32);

const accessCredential = (
  lookup: string,
  bk: Record<string, string>,
  expiresAt: number | null = null,
): NewAccessCredential => ({
  kind: 'token',
  lookup,
  secret: null,
  expiresAt,
  attributes: { bk },
});
const ACCESS_CREDENTIALS = [
  accessCredential('of-user', { app_code: 'dragoman', username: 'alice' }),
  accessCredential('of-app', { app_code: 'dragoman' }),
  accessCredential('old-of-user', { app_code: 'dragoman', username: 'alice' }, START),
  accessCredential('old-of-app', { app_code: 'dragoman' }, START),
];

export const environmentWith = (settings: EnvironmentParts['settings'] = {}): Promise<Environment> =>
  newEnvironment({ accessCredentials: ACCESS_CREDENTIALS, settings });

/** Sends a request that an error answers. */
export type Send = (environment: Environment) => Promise<Answer>;

export const esbWith =
  (accessCredentials: Json): Send =>
  (environment) =>
    environment.send('POST', ESB, { body: JSON.stringify({ ...accessCredentials, ...FIELDS }) });
export const esbHeader =
  (accessCredentials: unknown): Send =>
  (environment) =>
    environment.send('POST', ESB, { headers: authorization(accessCredentials), body: JSON.stringify(FIELDS) });
export const esbSigned =
  (query: string): Send =>
  (environment) =>
    environment.send('POST', ESB, {
      query: `bk_signature=x&${query}`,
      body: JSON.stringify({ ...CODE, bk_username: 'a', ...FIELDS }),
    });
export const apigwWith =
  (accessCredentials: unknown): Send =>
  (environment) =>
    environment.send('POST', APIGW, { headers: authorization(accessCredentials), body: JSON.stringify(FIELDS) });
export const twice =
  (first: Send, second: Send): Send =>
  async (environment) => {
    await first(environment);
    return second(environment);
  };
