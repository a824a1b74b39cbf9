import { findAccessCredential } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { accountOf } from '../../account/account.ts';
import { verifyToken } from '../../auth/token.ts';
import { IAM_SERVICE, iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';
import { Reply, defineOperation } from '../../operation.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { tokenToWire } from '../../wire/iam/token.ts';
import { tokenIn } from '../../account/tokens.ts';
import { unchecked } from '../checks.ts';

/**
 * Shows the token in `X-Subject-Token` as it was made; HEAD tells alone whether it is good (Keystone, check token:
 * gophercloud and keystoneauth ask so). A token of another domain is told as one that nobody has.
 * @NOTE unverified: the text for one that is unknown or expired
 */
export const KeystoneValidateToken = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneValidateToken',
  checks: unchecked,
  routes: [
    { method: 'GET', path: '/v3/auth/tokens' },
    { method: 'HEAD', path: '/v3/auth/tokens' },
  ],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({ query: Type.Object({ nocatalog: Type.Optional(Type.String()) }) }),
  async run({ services, request, caller }, { query }) {
    const subject = request.headers['x-subject-token'] ?? '';
    const verdict = verifyToken(await findAccessCredential(services, 'token', subject), services.clock.now());
    const token = verdict.fits ? tokenIn(verdict.accessCredential) : null;
    if (token === null || token.account.domain.id !== accountOf(caller).domain.id)
      throw iamError(404, 'The token could not be found.', HELP.subjectToken);
    const origin = (query.nocatalog ?? '') === '' ? originOf(request) : null;
    return new Reply({ token: tokenToWire(token, origin) }, { 'X-Subject-Token': subject });
  },
});
