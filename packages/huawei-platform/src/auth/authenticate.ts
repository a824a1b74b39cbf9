import {
  type Awaitable,
  type FoundAccessCredential,
  type Identity,
  type Services,
  andThen,
  findAccessCredential,
} from '@dragoman/core';
import type { AuthMode, Exchange, WireRequest } from '@dragoman/protocol-kit';

import { tokenIn } from '../account/tokens.ts';
import { HELP } from '../messages.ts';
import type { PlatformSettings } from '../settings.ts';
import { type SignedWith, isSignature, parseAuthorization } from './authorization.ts';
import { SM3, isAvailable } from './hashing.ts';
import { lenientIdentity } from './lenient.ts';
import { SDK_ECDSA_P256_SHA256, verifySdkEcdsa } from './sdk-ecdsa.ts';
import { SDK_HMAC_SHA256, SDK_HMAC_SM3, verifySdkHmac, verifySdkHmacSm3 } from './sdk-hmac.ts';
import { SDK_SM2_SM3, verifySdkSm2 } from './sdk-sm2.ts';
import { verifySecurityToken } from './security-token.ts';
import { checkSigningTime } from './signing-time.ts';
import { verifyToken } from './token.ts';
import { V11_HMAC_SHA256, verifyV11Hmac } from './v11-hmac.ts';
import { type Rejected, type Verdict, rejection } from './verdict.ts';

interface AuthParts {
  readonly services: Pick<Services, 'identities' | 'sealer'>;
  readonly authMode: AuthMode;
  readonly settings: Pick<PlatformSettings, 'clock_skew_minutes'>;
}

/** Verifies a signature by the secret key of its access key. */
type Verifier = (request: WireRequest, signed: SignedWith, secretKey: string) => Awaitable<Verdict>;

/** The signing schemes that are verified. Another one is rejected: what is not checked is not let in. */
const SCHEMES: ReadonlyMap<string, Verifier> = new Map<string, Verifier>([
  [SDK_HMAC_SHA256, verifySdkHmac],
  [V11_HMAC_SHA256, verifyV11Hmac],
  [SDK_ECDSA_P256_SHA256, verifySdkEcdsa],
  ...(isAvailable(SM3)
    ? ([
        [SDK_HMAC_SM3, verifySdkHmacSm3],
        [SDK_SM2_SM3, verifySdkSm2],
      ] as const)
    : []),
]);

/** How a signing scheme is verified; `undefined` for one that is not. */
export function verifierOf(algorithm: string): Verifier | undefined {
  return SCHEMES.get(algorithm);
}

/** Who calls, or why nobody is let in. */
type Authenticated = { readonly fits: true; readonly identity: Identity; readonly isWithPasscode: boolean } | Rejected;

/** Finds out who calls: by signature, else by token. */
export function authenticate(parts: AuthParts, exchange: Exchange): Awaitable<Authenticated> {
  const { authorization, 'x-auth-token': token } = exchange.request.headers;
  if (isSignature(authorization)) return bySignature(parts, exchange, authorization);
  if (token !== undefined && token !== '') return byToken(parts, exchange, token);
  return rejection('x-auth-token not found', HELP.signOrSendToken({ scheme: SDK_HMAC_SHA256 }));
}

function bySignature(parts: AuthParts, exchange: Exchange, authorization: string): Awaitable<Authenticated> {
  const signed = parseAuthorization(authorization);
  if (signed === null) return rejection('Unauthorized', HELP.authorizationParts);
  return andThen(findAccessCredential(parts.services, 'access-key', signed.accessKey), (found) =>
    judgeSignature(parts, exchange, signed, found),
  );
}

function judgeSignature(
  parts: AuthParts,
  exchange: Exchange,
  signed: SignedWith,
  found: FoundAccessCredential | null,
): Awaitable<Authenticated> {
  if (parts.authMode === 'lenient') return withoutPasscode(found?.identity ?? lenientIdentity(signed.accessKey));
  const { request, now, callerTimes } = exchange;
  const verify = verifierOf(signed.algorithm);
  if (verify === undefined)
    return rejection('Unauthorized', HELP.unverifiedScheme({ algorithm: signed.algorithm, scheme: SDK_HMAC_SHA256 }));
  const secretKey = found?.secret ?? null;
  if (found === null || secretKey === null) {
    return rejection(`ak ${signed.accessKey} not exist`, HELP.developmentKey);
  }
  const temporary = verifySecurityToken(found, request, now);
  if (!temporary.fits) return temporary;
  const timely = checkSigningTime(request, signed, callerTimes, parts.settings.clock_skew_minutes);
  if (!timely.fits) return timely;
  return andThen(verify(request, signed, secretKey), (verdict) =>
    verdict.fits ? withoutPasscode(found.identity) : verdict,
  );
}

function byToken(parts: AuthParts, { now }: Exchange, token: string): Awaitable<Authenticated> {
  return andThen(findAccessCredential(parts.services, 'token', token), (found) => {
    if (parts.authMode === 'lenient') return withoutPasscode(found?.identity ?? lenientIdentity('token'));
    const verdict = verifyToken(found, now);
    if (!verdict.fits) return verdict;
    const { accessCredential } = verdict;
    return {
      fits: true,
      identity: accessCredential.identity,
      isWithPasscode: tokenIn(accessCredential)?.method === 'totp',
    };
  });
}

function withoutPasscode(identity: Identity): Authenticated {
  return { fits: true, identity, isWithPasscode: false };
}
