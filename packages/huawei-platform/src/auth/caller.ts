import { type Identity, mayUse } from '@dragoman/core';
import type { DoorParts, Exchange } from '@dragoman/protocol-kit';

import { accountOf, projectAddress } from '../account/account.ts';
import { unauthenticated } from '../errors/gateway.ts';
import { IAM_SERVICE, iamError } from '../errors/iam.ts';
import { ANONYMOUS, type HuaweiCall, type HuaweiOperation } from '../operation.ts';
import type { PlatformSettings } from '../settings.ts';
import { authenticate } from './authenticate.ts';
import { isSignature } from './authorization.ts';

/** Who asks, and of which project. */
export interface HuaweiCaller {
  readonly identity: Identity;
  readonly projectId: string;
}

/** What the Python SDK leaves in a path when it knows no project. */
const UNFILLED_PROJECT = '{project_id}';

/**
 * Who calls an operation, and for which project.
 * @throws VendorError for a credential that is not taken, or a project that the caller may not work in
 */
export async function authenticateCaller(
  parts: DoorParts<PlatformSettings>,
  exchange: Exchange,
  call: HuaweiCall,
): Promise<HuaweiCaller> {
  const identity = mustBeKnown(exchange, call.operation)
    ? await identityOf(parts, exchange, call.operation)
    : ANONYMOUS;
  const named = call.params['project_id'];
  const projectId = named === undefined || named === UNFILLED_PROJECT ? accountOf(identity).project.id : named;
  if (named !== undefined && !mayUse(identity, projectAddress(projectId))) {
    throw call.operation.service.forbidden(`${identity.name} may not work in the project ${projectId}`);
  }
  return { identity, projectId };
}

function mustBeKnown({ request: { headers } }: Exchange, { authenticated }: HuaweiOperation): boolean {
  if (typeof authenticated === 'boolean') return authenticated;
  return (
    isSignature(headers['authorization']) ||
    (authenticated === 'if-presented' && (headers['x-auth-token'] ?? '') !== '')
  );
}

/** IAM judges tokens itself; signatures are API Gateway's, before either service is reached. */
async function identityOf(
  parts: DoorParts<PlatformSettings>,
  exchange: Exchange,
  operation: HuaweiOperation,
): Promise<Identity> {
  const verdict = await authenticate(parts, exchange);
  if (verdict.fits) return verdict.identity;
  if (operation.service === IAM_SERVICE && !isSignature(exchange.request.headers['authorization'])) {
    throw iamError(401, 'The request you have made requires authentication.', verdict.help);
  }
  throw unauthenticated(verdict.detail, verdict.help);
}
