import { readFileSync } from 'node:fs';

import { type Json, registerIdentity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import type { Action } from '../src/errors/permission.ts';
import type { Scope } from '../src/names.ts';
import { apiCheck, authorizer, checkOf } from '../src/permissions/authorizer.ts';
import { readPermissions } from '../src/permissions/grants.ts';
import { type Answer, type Environment, SCOPE, newEnvironment } from './environment.ts';
import { SESSION, callConsole } from './web-console.ts';

interface Vector {
  readonly id: string;
  readonly service: string;
  readonly title: string;
  readonly principal: { readonly user: string; readonly app: string };
  readonly permissions: readonly { readonly action: string; readonly on: string }[];
  readonly request: {
    readonly api: string;
    readonly form: 'apigw' | 'esb' | 'web';
    readonly checks: readonly { readonly action: Action; readonly on: string }[];
    readonly app_permissions?: readonly string[];
  };
  readonly expect: {
    readonly decision: 'allow' | 'deny';
    readonly kind?: 'deny' | 'missing' | 'app-denied';
    readonly lacks?: string;
    readonly error?: {
      readonly status?: number;
      readonly code: number;
      readonly message?: string;
      readonly permission?: object;
      readonly authResult?: { readonly requiredPermissions: readonly object[] };
    };
  };
}

const FILE = new URL('../../../test/vectors/authorization.json', import.meta.url);
const VECTORS = (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly vectors: readonly Vector[] }).vectors.filter(
  ({ service }) => service === 'bk',
);
const ROWS = VECTORS.map((vector) => [vector.id, vector.title, vector] as const);
const BIZ: Scope = { type: 'biz', id: '2' };

/** Permissions as an identity states them. @param id in place of the credential's that the vector has */
function statedOf({ permissions }: Vector, id?: string): string[] {
  return permissions.map(
    ({ action, on }) => `${action} ${id === undefined ? on : on.replace(/^ticket\/.*/, `ticket/${id}`)}`,
  );
}

describe('the decision vectors of BlueKing', () => {
  it('are all there', () => {
    expect(VECTORS.length).toBe(16);
  });

  it.each(ROWS)('%s: %s', (_id, _title, vector) => {
    const { principal, request, expect: expected } = vector;
    const apis = request.app_permissions ?? null;
    const checks = [
      ...(apis === null ? [] : [apiCheck(request.api)]),
      ...request.checks.map(({ action, on }) => {
        const [type, instanceId = ''] = on.split('/');
        return type === 'ticket'
          ? checkOf(action, BIZ, { instance: { type: 'ticket', id: instanceId, name: '' } })
          : checkOf(action, { type: 'biz', id: instanceId });
      }),
    ];
    const { denied } = authorizer.decide(
      { username: principal.user, permissions: readPermissions(statedOf(vector)), apis },
      checks,
    );
    const isDenied = expected.decision === 'deny' && expected.kind !== 'missing';
    expect(denied === null ? null : denied.outcome).toBe(
      isDenied ? (expected.kind === 'app-denied' ? 'app-denied' : 'implicit-deny') : null,
    );
    if (expected.lacks !== undefined) expect(denied?.check.action).toBe(expected.lacks);
  });
});

/** The development user, in place of the vector's, with what the vector permits. */
async function addCaller({ services }: Environment, vector: Vector, id: string): Promise<void> {
  const { principal, request } = vector;
  const bk: Record<string, Json> = {
    username: principal.user,
    permissions: statedOf(vector, id),
    ...(request.app_permissions !== undefined && { apis: [...request.app_permissions] }),
  };
  await registerIdentity(services, { id: 'caller', name: principal.user, addresses: 'any', attributes: { bk } }, [
    { kind: 'app', lookup: principal.app, secret: 'app-secret-of-a-test', expiresAt: null },
    { kind: 'user-token', lookup: 'token-of-the-caller', secret: null, expiresAt: null },
  ]);
}

const FIELDS = { ...SCOPE, name: 'n', type: 'PASSWORD', credential_password: 'p' };

async function ask(environment: Environment, vector: Vector, id: string): Promise<Answer> {
  const { api, form, checks } = vector.request;
  const caller = {
    bk_app_code: vector.principal.app,
    bk_app_secret: 'app-secret-of-a-test',
    bk_token: 'token-of-the-caller',
  };
  if (form === 'web') {
    const cookie = SESSION.cookie.replace(/bk_token=[^;]*/, 'bk_token=token-of-the-caller');
    return callConsole(environment, 'DELETE', `/ids/${id}`, undefined, { ...SESSION, cookie });
  }
  const missing = checks.at(-1)?.on.endsWith('/ffffffffffffffffffffffffffffffff') ?? false;
  const given = missing ? 'f'.repeat(32) : id;
  const fields = api.endsWith('create_credential')
    ? FIELDS
    : api.startsWith('get_')
      ? { ...SCOPE, id: given }
      : { ...FIELDS, id: given };
  if (form === 'esb') return environment.esb(api, { ...fields, ...caller });
  const operation = api.startsWith('system_') ? `system/${api.slice('system_'.length)}` : api;
  return environment.apigw(operation, fields, {
    'x-bkapi-authorization': JSON.stringify(caller),
    'blueking-language': 'en',
  });
}

describe('the decision vectors of BlueKing, each by a request', () => {
  it.each(ROWS)('%s: %s', async (_id, _title, vector) => {
    const environment = await newEnvironment({ settings: { web_console: true } });
    const made = await environment.esb('create_credential', { ...FIELDS, name: 'held' });
    const { id } = made.body['data'] as { readonly id: string };
    await addCaller(environment, vector, id);
    const { status, body } = await ask(environment, vector, id);
    const { error } = vector.expect;
    if (error === undefined) {
      expect(body['code']).toBe(0);
      return;
    }
    const { status: wanted = status, code, message, permission, authResult } = error;
    expect([status, body['code']]).toEqual([wanted, code]);
    if (message !== undefined) expect(body['message']).toBe(message);
    if (permission !== undefined) expect(withoutNames(body['permission'], id)).toEqual(permission);
    if (authResult !== undefined)
      expect(body['authResult']).toMatchObject({ pass: false, requiredPermissions: authResult.requiredPermissions });
  });
});

/** A permission without what only people read, about the credential that the vector has. */
function withoutNames(permission: unknown, id: string): unknown {
  const text = JSON.stringify(permission, (key, value: unknown) =>
    ['name', 'system_name', 'type_name'].includes(key) ? undefined : value,
  );
  return JSON.parse(text.replaceAll(id, '0198f2d4000040008000000000000001'));
}
