import {
  type TenantAddress,
  CURRENT,
  type Identity,
  type NewAccessCredential,
  createSecret,
  readSecretValue,
  listSecretsByName,
  registerIdentity,
  scheduleSecretDeletion,
  type PermissionMode,
} from '@dragoman/core';
import {
  type AuthMode,
  type Door,
  type Interceptor,
  type Outcome,
  type WireResponse,
  NO_INTERCEPTION,
  bodyText,
  requestHead,
} from '@dragoman/protocol-kit';
import { Value } from '@sinclair/typebox/value';

import { type BkSettings, bkDevelopment, bkDoor, bkSettings } from '../src/index.ts';
import { guarded, unmarked } from './guard.ts';
import { type TestServices, memoryServices } from './memory-services.ts';

/** The proofs of the development app and user, as a client sends them. */
export const APP = { bk_app_code: 'dragoman', bk_app_secret: 'dragoman-development-app-secret' };
export const ACCESS_CREDENTIAL = { ...APP, bk_token: 'dragoman-development-token' };
export const SCOPE = { bk_scope_type: 'biz', bk_scope_id: '2' };

export type Json = Record<string, unknown>;

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: Json;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: string | Buffer;
}

export interface EnvironmentParts {
  readonly settings?: Partial<BkSettings>;
  readonly authMode?: AuthMode;
  readonly permissions?: PermissionMode;
  readonly addresses?: 'any' | readonly TenantAddress[];
  readonly accessCredentials?: readonly NewAccessCredential[];
  readonly interceptor?: Interceptor;
}

export interface Environment {
  readonly door: Door;
  readonly services: TestServices;
  readonly outcomes: readonly Outcome[];
  send(method: string, path: string, sent?: Sent): Promise<Answer>;
  /** A POST through ESB as the classic client makes it, with the development proofs unless they are given otherwise. */
  esb(operation: string, fields: Json, headers?: Record<string, string>): Promise<Answer>;
  /** A call through the API gateway with the development proofs; GET for what begins with `get`, else POST. */
  apigw(operation: string, fields: Json, headers?: Record<string, string>): Promise<Answer>;
  /** The text that the other doors read, without the marks on its secrets. */
  valueOf(id: unknown, vault?: string): Promise<string>;
  /** A secret as another door makes it. */
  makeElsewhere(name: string, data: string, vault?: string): Promise<string>;
  /** The names that the other doors see, in their order. */
  namesElsewhere(): Promise<string[]>;
  /** The same gateway, its door started again with other switches. */
  withSettings(settings: Partial<BkSettings>): Promise<Environment>;
  /** What another door does when it deletes with a window. */
  scheduleDeletion(id: string): Promise<void>;
}

/** A door over stores of its own, with the development identity. */
export async function newEnvironment(parts: EnvironmentParts = {}): Promise<Environment> {
  return environmentOver(memoryServices(), parts);
}

async function environmentOver(services: TestServices, parts: EnvironmentParts): Promise<Environment> {
  const outcomes: Outcome[] = [];
  const identity: Identity = {
    id: 'development',
    name: 'dragoman',
    addresses: parts.addresses ?? 'any',
    attributes: { bk: bkDevelopment.attributes },
  };
  await registerIdentity(services, identity, [...bkDevelopment.accessCredentials, ...(parts.accessCredentials ?? [])]);
  const door = guarded(
    bkDoor({
      services,
      bindings: new Map([['bk:biz/2', 'default']]),
      authMode: parts.authMode ?? 'strict',
      permissions: parts.permissions ?? 'enforce',
      settings: { ...Value.Create(bkSettings), ...parts.settings },
      interceptor: parts.interceptor ?? NO_INTERCEPTION,
      observe: (outcome) => {
        outcomes.push(outcome);
      },
    }),
    outcomes,
  );
  const send: Environment['send'] = async (method, path, { headers = {}, query = '', body = '' } = {}) => {
    const head = requestHead(method, query === '' ? path : `${path}?${query}`, headers);
    if (!door.matches(head)) throw new Error(`the door does not claim ${method} ${path}`);
    return read(await door.handle({ ...head, body: Buffer.from(body) }));
  };
  return {
    door,
    services,
    outcomes,
    send,
    esb: async (operation, fields, headers = {}) =>
      send('POST', `/api/c/compapi/v2/jobv3/${operation}/`, {
        headers,
        body: JSON.stringify({ ...ACCESS_CREDENTIAL, ...fields }),
      }),
    apigw: async (operation, fields, headers = {}) => {
      const authorized = {
        'x-bkapi-authorization': JSON.stringify(ACCESS_CREDENTIAL),
        'content-type': 'application/json',
        ...headers,
      };
      const path = `/api/bk-job/prod/api/v3/${operation}`;
      if (!operation.replace('system/', '').startsWith('get_'))
        return send('POST', path, { headers: authorized, body: JSON.stringify(fields) });
      return send('GET', path, {
        headers: authorized,
        query: new URLSearchParams(fields as Record<string, string>).toString(),
      });
    },
    async valueOf(id, vault = 'default') {
      const { value } = await readSecretValue(services, {
        ref: { vault, id: dashed(String(id)) },
        selector: { label: CURRENT },
        allowPendingDeletion: false,
      });
      return unmarked(value.data);
    },
    async makeElsewhere(name, data, vault = 'default') {
      const secret = await createSecret(services, {
        vault,
        name,
        actor: 'other-door',
        value: { type: 'text', data },
        versionId: null,
        description: 'elsewhere',
        keyId: null,
        tags: [],
        attributes: {},
        limits: { maxSecrets: null, caselessName: false },
      });
      return secret.id.replaceAll('-', '');
    },
    async namesElsewhere() {
      return (await listSecretsByName(services, 'default', { after: null, limit: 99 })).secrets.map(({ name }) => name);
    },
    withSettings: (settings) => environmentOver(services, { ...parts, settings }),
    async scheduleDeletion(id) {
      await scheduleSecretDeletion(services, {
        ref: { vault: 'default', id: dashed(id) },
        actor: 'other-door',
        days: 7,
      });
    },
  };
}

/** The development proofs as the gateway's header. */
export function authorization(accessCredentials: unknown): Record<string, string> {
  return { 'x-bkapi-authorization': JSON.stringify(accessCredentials) };
}

/** `data` of an answer. */
export function dataOf(answer: Answer): Json {
  return answer.body['data'] as Json;
}

function dashed(id: string): string {
  return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export function read(response: WireResponse): Answer {
  const { status, headers } = response;
  const body = bodyText(response);
  return { status, headers, text: body, body: JSON.parse(body) as Json };
}
