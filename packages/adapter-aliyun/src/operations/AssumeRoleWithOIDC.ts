import { type Identity, type Services, callerTimesOf } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { accountOf } from '../auth/caller.ts';
import { openSession } from '../auth/session.ts';
import { wronglyFormed } from '../errors/gateway-errors.ts';
import { HELP } from '../messages/operations.ts';
import { verifyOidcToken } from '../sts/oidc-providers.ts';
import { defineOperation } from '../operation.ts';
import { oidcTokenFromWire, oidcTokenToWire } from '../sts/oidc-token.ts';
import { onNothing } from '../secrets/secret-checks.ts';
import { permitProvider } from '../sts/role-checks.ts';
import { roleMissing, roleRequest, sessionFromWire, sessionToWire } from '../sts/role.ts';

const PROVIDER_ARN = /^acs:ram::\d+:oidc-provider\/([\w.@-]+)$/;

export const AssumeRoleWithOIDC = defineOperation({
  name: 'AssumeRoleWithOIDC',
  unsigned: true,
  input: Type.Object({
    OIDCProviderArn: Type.String(),
    ...roleRequest,
    OIDCToken: Type.String({ minLength: 4, maxLength: 20_000 }),
  }),
  checks: onNothing,
  // Whoever shows a token has no policies: the role's trust decides alone, once the token was read.
  async run(context, request) {
    const { services, settings, authMode } = context;
    const { session, seconds } = await sessionFromWire(services, request);
    const provider = PROVIDER_ARN.exec(request.OIDCProviderArn)?.[1];
    if (provider === undefined) throw wronglyFormed('OIDCProviderArn', HELP.providerForm);
    const token = oidcTokenFromWire(request.OIDCToken, callerTimesOf(services.clock));
    if (authMode === 'strict' && settings.oidc_providers.length > 0)
      verifyOidcToken(settings.oidc_providers, provider, token);
    await permitProvider(context, request, token);
    const owner = await ownerOf(services, session.account, settings.default_account_id);
    return {
      OIDCTokenInfo: oidcTokenToWire(token),
      ...sessionToWire(session, await openSession(services, owner, session, seconds)),
    };
  },
});

/**
 * Nobody signs here, so the session becomes one of whoever owns the account. @throws VendorError EntityNotExist.Role
 */
async function ownerOf(
  { identities }: Pick<Services, 'identities'>,
  account: string,
  defaultAccount: string,
): Promise<Identity> {
  const owner = (await identities.list()).find((identity) => accountOf(identity, defaultAccount) === account);
  if (owner === undefined) throw roleMissing(HELP.unknownAccount({ account }));
  return owner;
}
