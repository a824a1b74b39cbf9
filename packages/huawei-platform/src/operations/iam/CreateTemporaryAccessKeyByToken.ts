import { type Identity, type Services, grantAccessCredential } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { agencyToAssume, isRegistered, logIn } from '../../auth/login.ts';
import { securityTokenAttributes } from '../../auth/security-token.ts';
import { IAM_SERVICE, iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';
import { DOOR } from '../../names.ts';
import { ANONYMOUS, type HuaweiContext, defineOperation } from '../../operation.ts';
import { assumedRole } from '../../wire/iam/assumed-role.ts';
import { iamTime } from '../../wire/iam/time.ts';
import { requireAssumption, unchecked } from '../checks.ts';

/** How long the keys are good for, in seconds. */
const duration = Type.Integer({ minimum: 900, maximum: 86_400, default: 900 });

const Login = Type.Object({
  methods: Type.Array(Type.Union([Type.Literal('token'), Type.Literal('assume_role')]), { minItems: 1, maxItems: 1 }),
  token: Type.Object({ id: Type.Optional(Type.String()), duration_seconds: duration }, { default: {} }),
  assume_role: Type.Optional(Type.Composite([assumedRole, Type.Object({ duration_seconds: duration })])),
});

/**
 * Makes an access key that expires, for whoever shows a token or signs. A `policy` in the body narrows nothing here:
 * see the dialect's Gaps.
 */
export const CreateTemporaryAccessKeyByToken = defineOperation({
  service: IAM_SERVICE,
  name: 'CreateTemporaryAccessKeyByToken',
  checks: unchecked,
  routes: [{ method: 'POST', path: '/v3.0/OS-CREDENTIAL/securitytokens' }],
  success: 201,
  body: 'required',
  authenticated: 'if-presented',
  input: Type.Object({ body: Type.Object({ auth: Type.Object({ identity: Login }) }) }),
  async run(context, { body }) {
    const login = body.auth.identity;
    const caller = await callerOf(context, login);
    const { identity, seconds } = await requestedFor(context, login, caller);
    const expiresAt = context.services.clock.now() + seconds * 1_000;
    return { credential: await temporaryKey(context.services, identity, expiresAt) };
  },
});

/** @throws VendorError 401 in IAM's words */
async function callerOf(context: HuaweiContext, { token }: Static<typeof Login>): Promise<Identity> {
  if (token.id !== undefined) {
    return (
      await logIn({ ...context, shownToken: null, signer: null }, { methods: ['token'], token: { id: token.id } })
    ).identity;
  }
  if (context.caller !== ANONYMOUS) return context.caller;
  throw iamError(401, 'The request you have made requires authentication.', HELP.signOrTokenId);
}

/**
 * Whom the keys are for, and for how long.
 * @throws VendorError 403 for an agency that the caller may not assume, 404 for one that there is not
 * @throws InvalidInputError where none is named
 */
async function requestedFor(
  context: HuaweiContext,
  login: Static<typeof Login>,
  caller: Identity,
): Promise<{ readonly identity: Identity; readonly seconds: number }> {
  const role = login.assume_role;
  if (login.methods[0] === 'token') return { identity: caller, seconds: login.token.duration_seconds };
  if (role === undefined)
    throw new InvalidInputError('body.auth.identity.assume_role', 'required', HELP.assumeRolePart);
  const { identity, agency } = await agencyToAssume(context.services, caller, role);
  requireAssumption(context, caller, agency.name);
  return { identity, seconds: role.duration_seconds };
}

async function temporaryKey(services: Services, caller: Identity, expiresAt: number): Promise<object> {
  const text = (length: number): string => Buffer.from(services.ids.bytes(length)).toString('base64url');
  const access = `HST${Buffer.from(services.ids.bytes(9)).toString('hex').slice(0, 17).toUpperCase()}`;
  const [secret, token] = [text(30), text(96)];
  if (await isRegistered(services, caller)) {
    await grantAccessCredential(services, caller.id, {
      kind: 'access-key',
      lookup: access,
      secret,
      expiresAt,
      attributes: { [DOOR]: securityTokenAttributes(token) },
    });
  }
  return { access, secret, securitytoken: token, expires_at: iamTime(expiresAt) };
}
