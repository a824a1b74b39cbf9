import { type Identity, type PermissionMode, type VaultBindings, addressText, registerIdentity } from '@dragoman/core';
import {
  type AuthMode,
  type BackgroundWorker,
  type Door,
  type DoorParts,
  type Interceptor,
  type Outcome,
  type Post,
  type WireRequest,
  type WireResponse,
  type WorkerParts,
  NO_INTERCEPTION,
  bodyText,
} from '@dragoman/protocol-kit';

import { watched } from '../../../../test/known-secrets.ts';
import { signingTime } from '../../src/auth/signing-time.ts';
import { huaweiDevelopment } from '../../src/development.ts';
import { doWhatIsDue } from './due.ts';
import { type TestServices, memoryServices } from './memory-services.ts';
import { type Keys, sign } from './signer.ts';

export const KEYS: Keys = { ak: 'DRAGOMANDEV000000001', sk: 'DragomanDevelopmentSecretKeyNotForCloud0' };
export const PROJECT = 'd7a60a00000000000000000000000001';
export const HOST = 'localhost:4600';

interface SecretRow {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly description: string;
  readonly kms_key_id: string;
  readonly scheduled_delete_time: number | null;
  readonly event_subscriptions: readonly string[];
  readonly replication_type?: string;
}

interface VersionRow {
  readonly id: string;
  readonly expire_time: number | null;
  readonly version_stages: readonly string[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What bodies hold; which of it, the test says. */
interface Body {
  readonly error_code: string;
  readonly error_msg: string;
  readonly error: { readonly title: string; readonly error_code: string };
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly resources: readonly { readonly resource_id: string; readonly resource_name: string }[] | null;
  readonly total_count: number;
  readonly secret_blob: string;
  readonly versions: readonly {
    readonly version_metadata: VersionRow & { readonly secret_name: string };
    readonly secret_string?: string;
  }[];
  readonly success_secrets: readonly string[];
  readonly secret: SecretRow;
  readonly secrets: readonly SecretRow[];
  readonly version: {
    readonly version_metadata: VersionRow;
    readonly secret_string?: string;
    readonly secret_binary?: string;
  };
  readonly version_metadata: VersionRow;
  readonly version_metadatas: readonly VersionRow[];
  readonly stage: { readonly version_id: string };
  readonly page_info: { readonly next_marker: string | null };
  readonly token: {
    readonly catalog: readonly unknown[];
    readonly domain?: Named;
    readonly project?: Named;
    readonly methods: readonly string[];
    readonly expires_at: string;
  };
  readonly projects: readonly Named[];
  readonly links: { readonly self: string };
}

/** An answer, its JSON read. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly json: Body;
}

/** A door over empty services, and a client that signs for the development identity. */
export interface Environment {
  readonly services: TestServices;
  readonly door: Door;
  readonly outcomes: Outcome[];
  /** Does everything that fell due, as the gateway's scheduler does. */
  runDue(): Promise<void>;
  send(
    request: Omit<WireRequest, 'body' | 'query'> & { readonly query?: string; readonly body?: string },
  ): Promise<Answer>;
  /** Sends a signed request. A body that is no string goes as JSON. */
  call(method: string, target: string, body?: unknown): Promise<Answer>;
  /** The same, signed with other keys. */
  callAs(keys: Keys, method: string, target: string, body?: unknown): Promise<Answer>;
}

export interface EnvironmentOptions<Settings> {
  readonly settings?: Partial<Settings>;
  readonly authMode?: AuthMode;
  readonly permissions?: PermissionMode;
  readonly bindings?: VaultBindings;
  readonly addresses?: Identity['addresses'];
  /** Injects faults. */
  readonly interceptor?: Interceptor;
  /** Who answers what the door posts; without it nobody does. */
  readonly post?: Post;
}

/** What makes a door, and what works for it without a request. */
export interface DoorMaker<Settings> {
  readonly settings: Settings;
  door(parts: DoorParts<Settings>): Door;
  worker(parts: WorkerParts<Settings>): BackgroundWorker;
}

export async function openEnvironmentOf<Settings extends object>(
  maker: DoorMaker<Settings>,
  options: EnvironmentOptions<Settings>,
): Promise<Environment> {
  const settings = { ...maker.settings, ...options.settings };
  const work = maker.worker({
    settings,
    post: options.post ?? (() => Promise.reject(new Error('nobody listens'))),
  });
  const services = memoryServices(work);
  const outcomes: Outcome[] = [];
  const identity: Identity = {
    id: 'development',
    name: 'dragoman',
    addresses: options.addresses ?? 'any',
    attributes: { huawei: huaweiDevelopment.attributes },
  };
  await registerIdentity(services, identity, huaweiDevelopment.accessCredentials);
  const door = watched(
    maker.door({
      services,
      bindings: options.bindings ?? new Map([[addressText(huaweiDevelopment.address), 'default']]),
      authMode: options.authMode ?? 'strict',
      permissions: options.permissions ?? 'enforce',
      settings,
      interceptor: options.interceptor ?? NO_INTERCEPTION,
      observe: (outcome) => {
        outcomes.push(outcome);
      },
    }),
    outcomes,
  );
  const send: Environment['send'] = async ({ body = '', query = '', ...head }) =>
    read(await door.handle({ ...head, query, body: Buffer.from(body) }));
  return {
    services,
    door,
    outcomes,
    send,
    runDue: async () => doWhatIsDue(services, work),
    call: async (method, target, body) => callAs(KEYS, method, target, body),
    callAs,
  };

  async function callAs(keys: Keys, method: string, target: string, body?: unknown): Promise<Answer> {
    const [path = '', query = ''] = target.split('?');
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      host: HOST,
      'content-type': 'application/json',
      'x-sdk-date': signingTime(services.clock.now()),
    };
    const draft = { method, path, query, headers, body: text };
    return send({ ...draft, headers: sign(draft, keys, ['host', 'content-type', 'x-sdk-date']) });
  }
}

/** An error as a body that nests it has it, with its status. */
export function nestedProblem({ status, json }: Answer): readonly [number, string] {
  return [status, json.error.error_code];
}

/** An error as a flat body has it, with its status. */
export function problem({ status, json }: Answer): readonly [number, string] {
  return [status, json.error_code];
}

function read(response: WireResponse): Answer {
  const text = bodyText(response);
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text || '{}') as Body,
  };
}
