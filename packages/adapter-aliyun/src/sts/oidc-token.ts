import type { Json } from '@dragoman/core';
import { InvalidInputError, VendorError } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import { isoTime } from '../wire/fields.ts';
import { isList, isObject, parseJson } from '../wire/json.ts';

/** What of an OIDC token is looked at. */
export interface OidcToken {
  readonly subject: string;
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Unix seconds. */
  readonly expiresAt: number;
  readonly issuedAt: number;
  readonly signed: {
    readonly algorithm: string;
    /** Which key made the signature, where the header says so. */
    readonly keyId: string | undefined;
    /** What the signature covers. */
    readonly text: string;
    readonly signature: string;
  };
}

/**
 * Reads an OIDC token: its shape, its claims and that it has not expired by any of the times that its maker's clock may
 * read; not whether its signature holds. @throws VendorError with STS's codes
 */
export function oidcTokenFromWire(text: string, times: readonly number[]): OidcToken {
  const parts = text.split('.');
  if (parts.length !== 3) throw invalidToken("The number of Jwt field should be divided into 3 parts with '.' .");
  const [header, claims] = parts.map(decoded);
  if (!isObject(header) || !isObject(claims))
    throw invalidToken('The Jwt content is invalid that cannot be recognized.');
  const { sub, iss, aud, exp, iat } = claims;
  const audience = isList(aud) ? aud : [aud];
  const complete =
    typeof sub === 'string' &&
    typeof iss === 'string' &&
    isTime(exp) &&
    (typeof iat !== 'number' || isTime(iat)) &&
    audience.length > 0 &&
    audience.every((one) => typeof one === 'string');
  if (!complete) throw invalidToken('The Jwt content is invalid that cannot be recognized.');
  if (times.every((now) => exp * 1000 <= now))
    throw new VendorError(
      401,
      'AuthenticationFail.OIDCToken.Expired',
      'This JsonWebToken is expired.',
      REQUEST_HELP.newOidcToken,
    );
  const { alg, kid } = header;
  return {
    subject: sub,
    issuer: iss,
    audience: audience.map(String),
    expiresAt: exp,
    issuedAt: typeof iat === 'number' ? iat : Math.floor((times[0] ?? 0) / 1000),
    signed: {
      algorithm: typeof alg === 'string' ? alg : '',
      keyId: typeof kid === 'string' ? kid : undefined,
      text: parts.slice(0, 2).join('.'),
      signature: parts[2] ?? '',
    },
  };
}

export function oidcTokenToWire(token: OidcToken) {
  return {
    Subject: token.subject,
    Issuer: token.issuer,
    ClientIds: token.audience.join(','),
    ExpirationTime: isoTime(token.expiresAt * 1000),
    IssuanceTime: isoTime(token.issuedAt * 1000),
    VerificationInfo: 'Success',
  };
}

/** Whether it is a time that can be told, in Unix seconds: that of ECMAScript, a hundred million days about 1970. */
function isTime(seconds: Json | undefined): seconds is number {
  return typeof seconds === 'number' && Math.abs(seconds) <= 8.64e12;
}

function decoded(part: string): Json | undefined {
  try {
    return parseJson('OIDCToken', Buffer.from(part, 'base64url').toString());
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

/** @param summary stands for a message that repeats the token */
export function invalidToken(message: string, summary: string = message): VendorError {
  return new VendorError(401, 'AuthenticationFail.OIDCToken.Invalid', message, REQUEST_HELP.sendJwt, summary);
}
