import type { PresentedCredential, WireRequest } from '@dragoman/protocol-kit';

import { readableEsbParameters } from './fronts/esb/parameters.ts';
import { cookie } from './wire/cookies.ts';
import { type Parameters, authorizationHeader, firstFilled } from './wire/parameters.ts';

/**
 * Who a request says it is from: an access token, an app, or a user's login token, in the header, the parameters or a
 * cookie.
 */
export function presentedCredentials(request: WireRequest): readonly PresentedCredential[] {
  return [authorizationHeader(request), readableEsbParameters(request), cookies(request)].flatMap((parameters) =>
    parameters === null ? [] : accessCredentialsIn(parameters),
  );
}

function accessCredentialsIn(parameters: Parameters): readonly PresentedCredential[] {
  const presented = [
    { kind: 'token', presented: firstFilled(parameters, 'access_token', 'bk_access_token') },
    { kind: 'app', presented: firstFilled(parameters, 'bk_app_code', 'app_code') },
    { kind: 'user-token', presented: firstFilled(parameters, 'bk_token') },
  ] as const;
  return presented.filter((accessCredential) => accessCredential.presented !== '');
}

function cookies(request: WireRequest): Parameters {
  return { bk_token: cookie(request, 'bk_token') };
}
