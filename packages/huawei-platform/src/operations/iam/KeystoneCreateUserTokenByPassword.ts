import { type Identity, type Services, hexId, mayUse } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { type Static, Type } from '@sinclair/typebox';

import { type Account, accountOf, projectAddress, projectById, projectNamed } from '../../account/account.ts';
import { logIn } from '../../auth/login.ts';
import { IAM_SERVICE, iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';
import { TOKEN_LIFE_MS } from '../../names.ts';
import { ANONYMOUS, Reply, defineOperation } from '../../operation.ts';
import { assumedRole } from '../../wire/iam/assumed-role.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { tokenToWire } from '../../wire/iam/token.ts';
import { type Scope, keepToken } from '../../account/tokens.ts';
import { requireAssumption, unchecked } from '../checks.ts';

const NameOrId = Type.Object({ id: Type.Optional(Type.String()), name: Type.Optional(Type.String()) });

const Identity = Type.Object({
  methods: Type.Array(Type.String(), { minItems: 1 }),
  password: Type.Optional(
    Type.Object({
      user: Type.Object({ name: Type.String(), password: Type.String(), domain: Type.Object({ name: Type.String() }) }),
    }),
  ),
  totp: Type.Optional(Type.Object({ user: Type.Object({ id: Type.String(), passcode: Type.String() }) })),
  token: Type.Optional(Type.Object({ id: Type.String() })),
  assume_role: Type.Optional(assumedRole),
});

const RequestedScope = Type.Object({ project: Type.Optional(NameOrId), domain: Type.Optional(NameOrId) });

const Body = Type.Object({ auth: Type.Object({ identity: Identity, scope: Type.Optional(RequestedScope) }) });

/**
 * Makes a token for whom the body proves: by password, by password and passcode, or by a token; or for an agency that
 * whoever signs or shows a token asks to assume. @NOTE unverified: a request without a scope gets its domain
 */
export const KeystoneCreateUserTokenByPassword = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneCreateUserTokenByPassword',
  checks: unchecked,
  routes: [{ method: 'POST', path: '/v3/auth/tokens' }],
  success: 201,
  body: 'required',
  authenticated: 'if-signed',
  input: Type.Object({ query: Type.Object({ nocatalog: Type.Optional(Type.String()) }), body: Body }),
  async run(context, { query, body }) {
    const { services, authMode, request, caller } = context;
    const presented = {
      shownToken: request.headers['x-auth-token'] ?? null,
      signer: caller === ANONYMOUS ? null : caller,
    };
    const loggedIn = await logIn({ services, authMode, ...presented }, body.auth.identity);
    if (loggedIn.agency !== null)
      requireAssumption(context, loggedIn.assumedBy ?? loggedIn.identity, loggedIn.agency.name);
    const account = accountOf(loggedIn.identity);
    const scope = scopeOf(loggedIn.identity, account, body.auth.scope ?? {});
    const issuedAt = services.clock.now();
    const expiresAt = Math.min(issuedAt + TOKEN_LIFE_MS, loggedIn.until ?? Infinity);
    const token = newToken(services);
    const { method, agency, assumedBy } = loggedIn;
    const issued = {
      ...{ account, scope, method, agency, issuedAt, expiresAt },
      ...(assumedBy !== undefined && { assumedBy: assumerOf(assumedBy) }),
    };
    if (loggedIn.known) await keepToken(services, loggedIn.identity.id, token, issued);
    const origin = (query.nocatalog ?? '') === '' ? originOf(request) : null;
    return new Reply({ token: tokenToWire(issued, origin) }, { 'X-Subject-Token': token });
  },
});

/** @throws VendorError 403 for a project or a domain that is not the user's */
function scopeOf(identity: Identity, account: Account, requested: Static<typeof RequestedScope>): Scope {
  const { project: { id, name } = {}, domain = {} } = requested;
  if (id === undefined && name === undefined) {
    const own =
      (domain.id ?? account.domain.id) === account.domain.id &&
      (domain.name ?? account.domain.name) === account.domain.name;
    if (!own) throw notAuthorized(HELP.userDomain({ name: account.domain.name }));
    return { domain: account.domain };
  }
  const project = id === undefined ? projectNamed(account, name ?? '') : projectById(account, id);
  if (!mayUse(identity, projectAddress(project.id)))
    throw notAuthorized(HELP.userNotInProject({ projectId: project.id }));
  return { project };
}

function notAuthorized(help: Message): Error {
  return iamError(403, 'You are not authorized to perform the requested action.', help);
}

/** What a token shows of who assumed an agency. */
function assumerOf(identity: Identity): Pick<Account, 'domain' | 'user'> {
  const { domain, user } = accountOf(identity);
  return { domain, user };
}

/** Two ids in one: twice as long as what could be guessed. */
function newToken({ ids }: Pick<Services, 'ids'>): string {
  return hexId(ids) + hexId(ids);
}
