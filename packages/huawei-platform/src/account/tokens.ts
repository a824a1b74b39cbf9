import { type FoundAccessCredential, type Json, type Services, grantAccessCredential } from '@dragoman/core';

import { type Account, type Named, accountOf } from './account.ts';
import { DOOR } from '../names.ts';

/** What a token is good for. */
export type Scope = { readonly project: Named } | { readonly domain: Named };

/** How a token was come by; `totp` is by password and passcode. */
export type TokenMethod = 'password' | 'totp' | 'token' | 'assume_role';

/** What is kept with a token, to show it again. */
export type TokenRecord = {
  readonly scope: Scope;
  readonly method: TokenMethod;
  /** The agency that was assumed, where one was. */
  readonly agency: Named | null;
  /** Who assumed it, where that is another account than the agency's. */
  readonly assumedBy?: { readonly domain: Named; readonly user: Named };
  /** Unix milliseconds. */
  readonly issuedAt: number;
};

/** A token as it was made. */
export interface IssuedToken extends TokenRecord {
  readonly account: Account;
  readonly expiresAt: number;
}

/** Lets an identity show the token until it expires. */
export async function keepToken(
  services: Services,
  identityId: string,
  token: string,
  issued: IssuedToken,
): Promise<void> {
  const { scope, method, agency, assumedBy, issuedAt, expiresAt } = issued;
  const record: TokenRecord = {
    scope,
    method,
    agency,
    ...(assumedBy !== undefined && { assumedBy }),
    issuedAt,
  };
  await grantAccessCredential(services, identityId, {
    kind: 'token',
    lookup: token,
    secret: null,
    expiresAt,
    attributes: { [DOOR]: record as unknown as Record<string, Json> },
  });
}

/** The token that a credential stands for; `null` where it is none of this door's making. */
export function tokenIn({ identity, attributes, expiresAt }: FoundAccessCredential): IssuedToken | null {
  const record = attributes[DOOR] as unknown as TokenRecord | undefined;
  if (record?.scope === undefined || expiresAt === null) return null;
  return { ...record, account: accountOf(identity), expiresAt };
}
