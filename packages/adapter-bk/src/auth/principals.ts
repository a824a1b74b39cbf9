import {
  type Awaitable,
  type FoundAccessCredential,
  type Identity,
  type Services,
  andThen,
  findAccessCredential,
} from '@dragoman/core';
import type { AuthMode, DoorParts, Exchange } from '@dragoman/protocol-kit';

import { DOOR } from '../names.ts';
import type { BkSettings } from '../settings.ts';

/** What authentication looks at beside the request. */
export interface AuthParts {
  readonly services: Pick<Services, 'identities' | 'sealer'>;
  readonly mode: AuthMode;
  readonly settings: BkSettings;
  /** Unix milliseconds. */
  readonly now: number;
  /** What the caller's clock may read, Unix milliseconds. */
  readonly callerTimes: readonly number[];
}

/** What authentication of the request looks at. */
export function authPartsOf(parts: DoorParts<BkSettings>, { now, callerTimes }: Exchange): AuthParts {
  return { services: parts.services, mode: parts.authMode, settings: parts.settings, now, callerTimes };
}

/** A verified application. */
export interface App {
  readonly code: string;
  readonly identity: Identity;
}

/** A user; one who is known by name alone has no identity of their own. */
export interface User {
  readonly username: string;
  readonly identity: Identity | null;
}

/** Who a request is made by. */
export interface Caller {
  readonly app: App;
  readonly user: User;
}

/** Whose addresses guard a request: the user's, or the app's where the user is just a name. */
export function identityOf(caller: Caller): Identity {
  return caller.user.identity ?? caller.app.identity;
}

/** The user where tokens are not verified and say nothing. */
const LENIENT_USER: User = { username: 'admin', identity: null };

/** Looks an app up; `fits` says whether what the request presents is made with the app's secret. */
export function verifyApp(
  parts: AuthParts,
  code: string,
  fits: (secret: string) => boolean,
): Awaitable<App | 'unknown' | 'unfit'> {
  return andThen(findCurrent(parts, 'app', code), (found) => {
    if (parts.mode === 'lenient') return { code, identity: found?.identity ?? unregistered(code) };
    if (found === null) return 'unknown';
    return found.secret !== null && fits(found.secret) ? { code, identity: found.identity } : 'unfit';
  });
}

/** An app that the platform has verified already; one that is not registered may work anywhere. */
export async function trustedApp(parts: AuthParts, code: string): Promise<App> {
  const found = await findCurrent(parts, 'app', code);
  return { code, identity: found?.identity ?? unregistered(code) };
}

/** The user who holds a login token; `null` when nobody does. */
export async function userOfToken(parts: AuthParts, token: string): Promise<User | null> {
  const found = await findCurrent(parts, 'user-token', token);
  if (found === null) return parts.mode === 'lenient' ? LENIENT_USER : null;
  return { username: bkAttribute(found, 'username') ?? found.identity.name, identity: found.identity };
}

/** What an access token stands for: an app, and a user unless it is the app's own. */
export interface AccessToken {
  readonly app: App;
  readonly user: User | null;
  readonly isExpired: boolean;
}

/**
 * Opens an access token; `null` when it is none of this dialect's. @param code the app that a lenient door takes the
 * token for
 */
export async function openAccessToken(parts: AuthParts, token: string, code: string): Promise<AccessToken | null> {
  const found = await findAccessCredential(parts.services, 'token', token);
  const holder = found === null ? null : bkAttribute(found, 'app_code');
  if (found === null || holder === null) {
    return parts.mode === 'lenient'
      ? { app: { code, identity: unregistered(code) }, user: LENIENT_USER, isExpired: false }
      : null;
  }
  const username = bkAttribute(found, 'username');
  const { identity } = found;
  return {
    app: { code: holder, identity },
    user: username === null ? null : { username, identity },
    isExpired: hasExpired(found, parts.now),
  };
}

/** Whether `bk_username` alone makes the user, for this app. */
export function trustsUsername(parts: AuthParts, appCode: string): boolean {
  const { trust_bk_username: trusts, user_auth_exempt_apps: exempt } = parts.settings;
  return trusts || parts.mode === 'lenient' || exempt.includes(appCode);
}

/** Whether the app may call the API, by the name that it has in this form. */
export function mayCall(settings: BkSettings, appCode: string, api: string): boolean {
  const granted = settings.app_permissions;
  return granted.length === 0 || granted.includes(`${appCode}/${api}`) || granted.includes(`${appCode}/*`);
}

function findCurrent(
  parts: AuthParts,
  kind: 'app' | 'user-token',
  presented: string,
): Awaitable<FoundAccessCredential | null> {
  return andThen(findAccessCredential(parts.services, kind, presented), (found) =>
    found === null || hasExpired(found, parts.now) ? null : found,
  );
}

function hasExpired(accessCredential: FoundAccessCredential, now: number): boolean {
  return accessCredential.expiresAt !== null && accessCredential.expiresAt <= now;
}

/** What the access credential, or else its identity, knows under this dialect. */
function bkAttribute(found: FoundAccessCredential, name: string): string | null {
  const value =
    found.attributes[DOOR]?.[name] ??
    (name === 'username' && found.attributes[DOOR] === undefined ? found.identity.attributes[DOOR]?.[name] : null);
  return typeof value === 'string' && value !== '' ? value : null;
}

function unregistered(code: string): Identity {
  return { id: `unregistered:${code}`, name: code, addresses: 'any', attributes: {} };
}
