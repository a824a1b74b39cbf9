import { type Awaitable, type Identity, andThen, mayUse } from '@dragoman/core';
import type { DoorParts, Exchange } from '@dragoman/protocol-kit';

import { accountOf, projectAddress } from '../account/account.ts';
import { soleProject } from '../account/projects.ts';
import { unauthenticated } from '../errors/gateway.ts';
import { IAM_SERVICE, iamError } from '../errors/iam.ts';
import { HELP } from '../messages.ts';
import { ANONYMOUS, type HuaweiCall, type HuaweiOperation } from '../operation.ts';
import type { PlatformSettings } from '../settings.ts';
import { authenticate } from './authenticate.ts';
import { isSignature } from './authorization.ts';

/** Who asks, and of which project. */
export interface HuaweiCaller {
  readonly identity: Identity;
  readonly projectId: string;
  /** Whether the login behind the credential had a passcode of an MFA device. */
  readonly isWithPasscode: boolean;
}

/** Whoever is asked nothing. */
const NOBODY: Omit<HuaweiCaller, 'projectId'> = { identity: ANONYMOUS, isWithPasscode: false };

/** What the Python SDK leaves in a path when it knows no project. */
const UNFILLED_PROJECT = '{project_id}';

/**
 * Who calls an operation, and for which project.
 * @throws VendorError for a credential that is not taken, or a project that the caller may not work in
 */
export function authenticateCaller(
  parts: DoorParts<PlatformSettings>,
  exchange: Exchange,
  call: HuaweiCall,
): Awaitable<HuaweiCaller> {
  const known = mustBeKnown(exchange, call.operation) ? knownCaller(parts, exchange, call.operation) : NOBODY;
  return andThen(known, ({ identity, isWithPasscode }) =>
    andThen(projectOf(parts, call, identity), (projectId) => ({ identity, isWithPasscode, projectId })),
  );
}

/** The project that the path names; the caller's own where it names none. @throws VendorError */
function projectOf(
  parts: DoorParts<PlatformSettings>,
  { params, operation }: HuaweiCall,
  identity: Identity,
): Awaitable<string> {
  const named = params['project_id'];
  if (named === undefined) return accountOf(identity).project.id;
  return andThen(named === UNFILLED_PROJECT ? placeholderProject(parts, identity) : named, (projectId) => {
    if (mayUse(identity, projectAddress(projectId))) return projectId;
    throw operation.service.forbidden(HELP.notInProject({ identityName: identity.name, projectId }));
  });
}

/**
 * The project that an unfilled path stands for.
 * @NOTE unverified: how the cloud rejects such a path, whose signature is good
 * @throws VendorError unless the setting allows it and who calls has one project
 */
async function placeholderProject(
  { services, settings }: DoorParts<PlatformSettings>,
  identity: Identity,
): Promise<string> {
  const mistake = 'the SDK was given no project and no region';
  if (!settings.placeholder_project) throw unauthenticated('Unauthorized', HELP.placeholderProject({ mistake }));
  const project = await soleProject(services, identity);
  if (project === null)
    throw unauthenticated('Unauthorized', HELP.severalProjects({ mistake, identityName: identity.name }));
  return project;
}

function mustBeKnown({ request: { headers } }: Exchange, { authenticated }: HuaweiOperation): boolean {
  if (typeof authenticated === 'boolean') return authenticated;
  return (
    isSignature(headers['authorization']) ||
    (authenticated === 'if-presented' && (headers['x-auth-token'] ?? '') !== '')
  );
}

/** IAM judges tokens itself; signatures are API Gateway's, before either service is reached. */
function knownCaller(
  parts: DoorParts<PlatformSettings>,
  exchange: Exchange,
  operation: HuaweiOperation,
): Awaitable<Omit<HuaweiCaller, 'projectId'>> {
  return andThen(authenticate(parts, exchange), (verdict) => {
    if (verdict.fits) return verdict;
    if (operation.service === IAM_SERVICE && !isSignature(exchange.request.headers['authorization'])) {
      throw iamError(401, 'The request you have made requires authentication.', verdict.help);
    }
    throw unauthenticated(verdict.detail, verdict.help);
  });
}
