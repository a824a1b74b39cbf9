import {
  type FoundAccessCredential,
  type Identity,
  type Services,
  callerTimesOf,
  findAccessCredential,
  sameText,
} from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { type AuthMode, InvalidInputError } from '@dragoman/protocol-kit';

import { type Named, accountOf } from '../account/account.ts';
import { isEnabled } from '../account/users.ts';
import { IAM_MESSAGES, iamError } from '../errors/iam.ts';
import { agencyOf, findAgency, findStatedAgency } from '../account/agencies.ts';
import type { TokenMethod } from '../account/tokens.ts';
import { HELP } from '../messages.ts';
import { lenientIdentity } from './lenient.ts';
import { verifyToken } from './token.ts';
import { isPasscode } from './totp.ts';

/** What a request for a token proves its user with. */
export interface Login {
  readonly methods: readonly string[];
  readonly password?: {
    readonly user: { readonly name: string; readonly password: string; readonly domain: { readonly name: string } };
  };
  readonly totp?: { readonly user: { readonly id: string; readonly passcode: string } };
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
  /** Who assumed an agency that acts as an identity of its own. */
  readonly assumedBy?: Identity;
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
  /** Who signed the request; `null` where nobody did. */
  readonly signer: Identity | null;
}

/**
 * Checks a login by password, with a passcode where one is given, by token or by agency.
 * @throws VendorError 401 and 404 in IAM's words, InvalidInputError when the method's part is missing
 */
export async function logIn(parts: LoginParts, login: Login): Promise<LoggedIn> {
  const methods = login.methods.map((method) => method.trim());
  if (methods.includes('password') && login.password !== undefined) {
    const loggedIn = await byPassword(parts, login.password.user);
    return methods.includes('totp') ? withPasscode(parts, loggedIn, login.totp) : loggedIn;
  }
  if (methods.includes('token') && login.token !== undefined) return byToken(parts, login.token.id);
  if (methods.includes('assume_role') && login.assume_role !== undefined) return byAgency(parts, login.assume_role);
  throw new InvalidInputError('body.auth.identity', 'method', HELP.giveMethods);
}

type User = NonNullable<Login['password']>['user'];

async function byPassword({ services, authMode }: LoginParts, user: User): Promise<LoggedIn> {
  const found = await findAccessCredential(services, 'password', `${user.domain.name}/${user.name}`);
  if (authMode === 'lenient') {
    return {
      identity: found?.identity ?? lenientIdentity(user.name),
      method: 'password',
      agency: null,
      until: null,
      known: found !== null,
    };
  }
  const password = found?.secret ?? null;
  if (found === null || password === null || !sameText(password, user.password)) {
    throw iamError(401, 'The username or password is wrong.', HELP.checkLogin);
  }
  if (!(await isEnabled(services, found.identity))) throw unauthenticated(HELP.userDisabled({ userName: user.name }));
  return { identity: found.identity, method: 'password', agency: null, until: null, known: true };
}

/**
 * A user without a virtual MFA device has no passcode that fits.
 * @NOTE unverified: the text, which is that of any other failure
 */
async function withPasscode(
  { services, authMode }: LoginParts,
  loggedIn: LoggedIn,
  totp: Login['totp'],
): Promise<LoggedIn> {
  if (totp === undefined) throw new InvalidInputError('body.auth.identity.totp', 'required', HELP.totpPart);
  if (authMode === 'strict') {
    const { user } = accountOf(loggedIn.identity);
    const device =
      totp.user.id === user.id ? ((await findAccessCredential(services, 'totp', user.id))?.secret ?? null) : null;
    if (device === null) throw unauthenticated(HELP.otherTotpUser({ userId: user.id }));
    const isRight = callerTimesOf(services.clock).some((now) => isPasscode(device, totp.user.passcode, now));
    if (!isRight) throw unauthenticated(HELP.wrongPasscode);
  }
  return { ...loggedIn, method: 'totp' };
}

function unauthenticated(help: Message): Error {
  return iamError(401, 'The request you have made requires authentication.', help);
}

/** A token made from a token lives no longer than that one, so that nobody stays logged in by exchanging them. */
async function byToken({ services, authMode }: LoginParts, token: string): Promise<LoggedIn> {
  const found: FoundAccessCredential | null = await findAccessCredential(services, 'token', token);
  const verdict = verifyToken(found, services.clock.now());
  if (verdict.fits)
    return {
      identity: verdict.accessCredential.identity,
      method: 'token',
      agency: null,
      until: verdict.accessCredential.expiresAt,
      known: true,
    };
  if (authMode === 'lenient')
    return { identity: lenientIdentity('token'), method: 'token', agency: null, until: null, known: false };
  throw iamError(401, 'The token is invalid or expired.', verdict.help);
}

async function byAgency(parts: LoginParts, role: AssumedRole): Promise<LoggedIn> {
  const caller =
    parts.signer === null ? await byToken(parts, parts.shownToken ?? '') : await bySignature(parts, parts.signer);
  const { agency, identity } = await agencyToAssume(parts.services, caller.identity, role);
  return identity === caller.identity
    ? { ...caller, method: 'assume_role', agency }
    : { ...caller, method: 'assume_role', agency, identity, known: true, assumedBy: caller.identity };
}

async function bySignature({ services }: LoginParts, identity: Identity): Promise<Omit<LoggedIn, 'method'>> {
  return { identity, agency: null, until: null, known: await isRegistered(services, identity) };
}

/** Nothing is kept for whom any key lets in: an identity that was made up on the spot has no credentials of its own. */
export async function isRegistered({ identities }: Pick<Services, 'identities'>, { id }: Identity): Promise<boolean> {
  return (await identities.list()).some((identity) => identity.id === id);
}

/** Whom whoever assumes an agency acts as. */
export interface Assumed {
  readonly agency: Named;
  /** The agency's own where somebody stated what it may do; else the caller's. */
  readonly identity: Identity;
}

/**
 * The agency that a caller asks to act for: one that is stated and trusts the caller's domain, or one of the caller's
 * own domain that was made here.
 * @NOTE unverified: the rejection of a domain that an agency does not trust
 * @throws VendorError 403 and 404 in IAM's words
 */
export async function agencyToAssume(
  services: Pick<Services, 'identities' | 'resources'>,
  caller: Identity,
  role: AssumedRole,
): Promise<Assumed> {
  const account = accountOf(caller);
  const { agency_name: name, domain_id: id = null, domain_name: domain = null } = role;
  const named = id === null && domain === null ? { id: account.domain.id, name: null } : { id, name: domain };
  const stated = await findStatedAgency(services, named, name);
  const agency = stated === null ? null : agencyOf(stated);
  if (stated !== null && agency !== null) {
    if (agency.trusts === account.domain.name) return { agency, identity: stated };
    throw iamError(
      403,
      IAM_MESSAGES[403],
      HELP.otherTrust({ name, trusts: agency.trusts, asking: account.domain.name }),
    );
  }
  const isOwn =
    (id ?? account.domain.id) === account.domain.id && (domain ?? account.domain.name) === account.domain.name;
  const made = isOwn ? await findAgency(services, account, name) : null;
  if (made !== null) return { agency: made, identity: caller };
  throw iamError(404, `Could not find agency: ${name}.`, HELP.makeAgency);
}
