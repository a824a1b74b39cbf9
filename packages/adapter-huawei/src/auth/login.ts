import { type FoundProof, type Identity, type Services, findProof, sameText } from '@dragoman/core';
import { type AuthMode, InvalidInput } from '@dragoman/protocol-kit';

import { type Named, accountOf } from '../account.ts';
import { iamRefusal } from '../errors.ts';
import { findAgency } from '../wire/agency.ts';
import type { TokenMethod } from '../wire/token.ts';
import { lenientIdentity } from './lenient.ts';
import { verifyToken } from './token.ts';

/** What a request for a token proves its user with. */
export interface Login {
  readonly methods: readonly string[];
  readonly password?: { readonly user: { readonly name: string; readonly password: string; readonly domain: { readonly name: string } } };
  readonly token?: { readonly id: string };
  readonly assume_role?: AssumedRole;
}

/** An agency, by the domain that gave it. */
export interface AssumedRole {
  readonly agency_name: string;
  readonly domain_name?: string;
  readonly domain_id?: string;
}

/** Who logged in. */
export interface LoggedIn {
  readonly identity: Identity;
  /** Which of the methods it was. */
  readonly method: TokenMethod;
  /** The agency that was assumed, where one was. */
  readonly agency: Named | null;
  /** Until when a token made from this may live, Unix milliseconds; `null` sets no end. */
  readonly until: number | null;
  /** Whether the identity is registered, so that a token can be kept for it. */
  readonly known: boolean;
}

interface LoginParts {
  readonly services: Pick<Services, 'identities' | 'sealer' | 'clock' | 'resources'>;
  readonly authMode: AuthMode;
  /** `X-Auth-Token`, for a role that is assumed. */
  readonly shownToken: string | null;
}

/**
 * Checks a login by password, by token or by agency.
 * @throws VendorError 401 and 404 in IAM's words, InvalidInput when the method's part is missing
 */
export async function logIn(parts: LoginParts, login: Login): Promise<LoggedIn> {
  if (login.methods.includes('password') && login.password !== undefined) return byPassword(parts, login.password.user);
  if (login.methods.includes('token') && login.token !== undefined) return byToken(parts, login.token.id);
  if (login.methods.includes('assume_role') && login.assume_role !== undefined) return byAgency(parts, login.assume_role);
  throw new InvalidInput('body.auth.identity', 'method', 'give methods ["password"], ["token"] or ["assume_role"] and the part of that name');
}

type User = NonNullable<Login['password']>['user'];

async function byPassword({ services, authMode }: LoginParts, user: User): Promise<LoggedIn> {
  const found = await findProof(services, 'password', `${user.domain.name}/${user.name}`);
  if (authMode === 'lenient') {
    return { identity: found?.identity ?? lenientIdentity(user.name), method: 'password', agency: null, until: null, known: found !== null };
  }
  const password = found?.secret ?? null;
  if (found === null || password === null || !sameText(password, user.password)) {
    throw iamRefusal(401, 'The username or password is wrong.', 'check user, domain and password; the development user is dragoman of the domain dragoman');
  }
  return { identity: found.identity, method: 'password', agency: null, until: null, known: true };
}

/** A token made from a token lives no longer than that one, so that nobody stays logged in by exchanging them. */
async function byToken({ services, authMode }: LoginParts, token: string): Promise<LoggedIn> {
  const found: FoundProof | null = await findProof(services, 'token', token);
  const verdict = verifyToken(found, services.clock.now());
  if (verdict.fits) return { identity: verdict.proof.identity, method: 'token', agency: null, until: verdict.proof.expiresAt, known: true };
  if (authMode === 'lenient') return { identity: lenientIdentity('token'), method: 'token', agency: null, until: null, known: false };
  throw iamRefusal(401, 'The token is invalid or expired.', verdict.help);
}

async function byAgency(parts: LoginParts, role: AssumedRole): Promise<LoggedIn> {
  const caller = await byToken(parts, parts.shownToken ?? '');
  return { ...caller, method: 'assume_role', agency: await agencyToAssume(parts.services, caller.identity, role) };
}

/**
 * The agency that a caller asks to act for. Only the caller's own domain gives any here.
 * @throws VendorError 404 in IAM's words
 */
export async function agencyToAssume(services: Pick<Services, 'resources'>, caller: Identity, role: AssumedRole): Promise<Named> {
  const account = accountOf(caller);
  const own = (role.domain_name ?? account.domain.name) === account.domain.name && (role.domain_id ?? account.domain.id) === account.domain.id;
  const agency = own ? await findAgency(services, account, role.agency_name) : null;
  if (agency === null) throw iamRefusal(404, `Could not find agency: ${role.agency_name}.`, 'make it with CreateAgency; only agencies of the caller\'s own domain are known');
  return agency;
}
