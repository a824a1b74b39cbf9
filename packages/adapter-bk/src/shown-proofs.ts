import type { PresentedCredential, WireRequest } from '@dragoman/protocol-kit';

import { cookie } from './wire/cookies.ts';
import { type Parameters, firstFilled, readableEsbParameters } from './wire/parameters.ts';

/**
 * Who a request says it is from: an access token, an app, or a user's login token, in the header, the parameters or a
 * cookie.
 */
export function presentedCredentials(request: WireRequest): readonly PresentedCredential[] {
  return [
    parsedHeader(request.headers['x-bkapi-authorization']),
    readableEsbParameters(request),
    cookies(request),
  ].flatMap((place) => (place === null ? [] : accessCredentialsIn(place)));
}

function accessCredentialsIn(place: Parameters): readonly PresentedCredential[] {
  const presented = [
    { kind: 'token', presented: firstFilled(place, 'access_token', 'bk_access_token') },
    { kind: 'app', presented: firstFilled(place, 'bk_app_code', 'app_code') },
    { kind: 'user-token', presented: firstFilled(place, 'bk_token') },
  ] as const;
  return presented.filter((accessCredential) => accessCredential.presented !== '');
}

function cookies(request: WireRequest): Parameters {
  return { bk_token: cookie(request, 'bk_token') };
}

/** The header's object; `null` where there is none. */
export function parsedHeader(header: string | undefined): Parameters | null {
  if (header === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(header);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}
