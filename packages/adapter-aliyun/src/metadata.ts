import { type Services, findAccessCredential } from '@dragoman/core';
import {
  type Door,
  type DoorParts,
  type Outcome,
  type WireRequest,
  type WireResponse,
  VendorError,
} from '@dragoman/protocol-kit';

import { accountOf } from './auth/caller.ts';
import { type SessionCredentials, openSession } from './auth/session.ts';
import { aliyunDevelopment } from './development.ts';
import { REQUEST_HELP } from './messages/requests.ts';
import { DOOR } from './names.ts';
import type { AliyunSettings } from './settings.ts';
import { isoTime } from './wire/fields.ts';

/** Where an ECS instance finds its metadata; `ALIBABA_CLOUD_CREDENTIALS_URI` may name the credentials below it. */
const METADATA = '/latest/';
const CREDENTIALS = `${METADATA}meta-data/ram/security-credentials/`;
const TOKEN = `${METADATA}api/token`;

/** The one role that is there: a session of the development identity. */
const ROLE = 'dragoman';

const SESSION_SECONDS = 3600;
/** Credentials are handed out again until so little of their time is left. */
const RENEWED_BEFORE_MS = 1_800_000;

/** Whether the path is one of the metadata service's. */
export function isMetadata(path: string): boolean {
  return path.startsWith(METADATA);
}

/**
 * The door with the metadata service of an ECS instance beside it, as far as credentials go. As on an instance, it asks
 * for no signature; what it hands out is what the documented development key may do.
 */
export function withMetadata(door: Door, parts: DoorParts<AliyunSettings>): Door {
  const credentials = currentCredentials(parts.services, parts.settings);
  return { ...door, handle: (request) => (isMetadata(request.path) ? handleMetadata(request) : door.handle(request)) };

  async function handleMetadata(request: WireRequest): Promise<WireResponse> {
    const seen = { receivedAt: parts.services.clock.now(), startedAt: performance.now() };
    try {
      const response = await answer(request, credentials, parts.services);
      const rejection =
        response.status === 200
          ? null
          : new VendorError(
              response.status,
              'NotFound',
              'not found',
              REQUEST_HELP.metadataPath({ credentials: CREDENTIALS, role: ROLE }),
            );
      parts.observe(outcome(request, seen, { status: response.status, rejection, internalError: null }), request);
      return response;
    } catch (internalError) {
      parts.observe(outcome(request, seen, { status: 500, rejection: null, internalError }), request);
      return { status: 500, headers: {}, body: '' };
    }
  }
}

interface Seen {
  readonly receivedAt: number;
  readonly startedAt: number;
}

function outcome(
  { method, path }: WireRequest,
  { receivedAt, startedAt }: Seen,
  end: Pick<Outcome, 'status' | 'rejection' | 'internalError'>,
): Outcome {
  const durationMs = performance.now() - startedAt;
  return {
    door: DOOR,
    method,
    path,
    operation: null,
    requestedOperation: null,
    identity: null,
    resource: null,
    shape: null,
    unread: [],
    checks: null,
    requestId: '',
    receivedAt,
    durationMs,
    injected: false,
    ...end,
  };
}

type Credentials = () => Promise<SessionCredentials | null>;

async function answer(
  { method, path }: WireRequest,
  credentials: Credentials,
  { ids, clock }: Services,
): Promise<WireResponse> {
  if (method === 'PUT' && path === TOKEN) return text(Buffer.from(ids.bytes(32)).toString('base64url'));
  if (method === 'GET' && path === CREDENTIALS) return text(ROLE);
  const held = method === 'GET' && path === CREDENTIALS + ROLE ? await credentials() : null;
  if (held === null) return { status: 404, headers: { 'content-type': 'text/plain' }, body: '' };
  const body = {
    AccessKeyId: held.accessKeyId,
    AccessKeySecret: held.accessKeySecret,
    Expiration: isoTime(held.expiresAt),
    SecurityToken: held.securityToken,
    LastUpdated: isoTime(clock.now()),
    Code: 'Success',
  };
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** `null` where the development identity is not there. */
function currentCredentials(services: Services, settings: AliyunSettings): Credentials {
  let held: SessionCredentials | null = null;
  return async () => {
    if (held !== null && held.expiresAt - services.clock.now() > RENEWED_BEFORE_MS && (await isKnown(services, held)))
      return held;
    const owner = await findAccessCredential(
      services,
      'access-key',
      aliyunDevelopment.accessCredentials[0]?.lookup ?? '',
    );
    if (owner === null) return null;
    const account = accountOf(owner.identity, settings.default_account_id);
    held = await openSession(services, owner.identity, { account, role: ROLE, name: 'ecs' }, SESSION_SECONDS);
    return held;
  };
}

/** Nobody knows them any more once the state was replaced. */
async function isKnown(services: Services, { accessKeyId }: SessionCredentials): Promise<boolean> {
  return (await findAccessCredential(services, 'access-key', accessKeyId)) !== null;
}

function text(body: string): WireResponse {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body };
}
