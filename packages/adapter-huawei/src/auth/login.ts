import { type Identity, type Services, findProof, sameText } from '@dragoman/core';
import { type AuthMode, InvalidInput } from '@dragoman/protocol-kit';

import { iamRefusal } from '../errors.ts';
import { lenientIdentity } from './lenient.ts';
import { verifyToken } from './token.ts';

/** What a request for a token proves its user with. */
export interface Login {
  readonly methods: readonly string[];
  readonly password?: { readonly user: { readonly name: string; readonly password: string; readonly domain: { readonly name: string } } };
  readonly token?: { readonly id: string };
}

/** Who logged in. */
export interface LoggedIn {
  readonly identity: Identity;
  /** Which of the methods it was. */
  readonly method: 'password' | 'token';
  /** Until when a token made from this may live, Unix milliseconds; `null` sets no end. */
  readonly until: number | null;
  /** Whether the identity is registered, so that a token can be kept for it. */
  readonly known: boolean;
}

interface LoginParts {
  readonly services: Pick<Services, 'identities' | 'sealer' | 'clock'>;
  readonly authMode: AuthMode;
}

/**
 * Checks a login by password or by token.
 * @throws VendorError 401 in IAM's words, InvalidInput when the method's part is missing
 */
export async function logIn(parts: LoginParts, login: Login): Promise<LoggedIn> {
  if (login.methods.includes('password') && login.password !== undefined) return byPassword(parts, login.password.user);
  if (login.methods.includes('token') && login.token !== undefined) return byToken(parts, login.token.id);
  throw new InvalidInput('body.auth.identity', 'method', 'give methods ["password"] or ["token"] and the part of that name');
}

type User = NonNullable<Login['password']>['user'];

async function byPassword({ services, authMode }: LoginParts, user: User): Promise<LoggedIn> {
  const found = await findProof(services, 'password', `${user.domain.name}/${user.name}`);
  if (authMode === 'lenient') {
    return { identity: found?.identity ?? lenientIdentity(user.name), method: 'password', until: null, known: found !== null };
  }
  const password = found?.secret ?? null;
  if (found === null || password === null || !sameText(password, user.password)) {
    throw iamRefusal(401, 'The username or password is wrong.', 'check user, domain and password; the development user is dragoman of the domain dragoman');
  }
  return { identity: found.identity, method: 'password', until: null, known: true };
}

/** A token made from a token lives no longer than that one, so that nobody stays logged in by exchanging them. */
async function byToken({ services, authMode }: LoginParts, token: string): Promise<LoggedIn> {
  const found = await findProof(services, 'token', token);
  const verdict = verifyToken(found, services.clock.now());
  if (verdict.fits) return { identity: verdict.proof.identity, method: 'token', until: verdict.proof.expiresAt, known: true };
  if (authMode === 'lenient') return { identity: lenientIdentity('token'), method: 'token', until: null, known: false };
  throw iamRefusal(401, 'The token is invalid or expired.', verdict.help);
}
