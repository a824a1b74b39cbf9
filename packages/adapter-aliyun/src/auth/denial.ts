import type { DeniedCheck } from '@dragoman/core';
import type { VendorError } from '@dragoman/protocol-kit';

import { type AccessDeniedDetail, forbidden, notAuthorized } from '../errors/access-denied.ts';
import { rejection } from '../errors/rejections.ts';
import { diagnosticMessage, encodeDiagnosticMessage, type Seals } from '../ram/diagnostic-message.ts';
import type { RamCheck, RamPrincipal } from '../ram/request.ts';
import { REQUEST_HELP } from '../messages/requests.ts';

type Detail = AccessDeniedDetail;

const POLICY_TYPES: Readonly<Record<string, Detail['PolicyType']>> = {
  identity: 'AccountLevelIdentityBasedPolicy',
  session: 'SessionPolicy',
  trust: 'AssumeRolePolicy',
};
const PRINCIPAL_TYPES: Readonly<Record<RamPrincipal['kind'], Detail['AuthPrincipalType']>> = {
  user: 'SubUser',
  role: 'AssumedRoleUser',
  provider: 'Federated',
};

/** What somebody is told whom policies keep from something. */
export function denial(seals: Seals, denied: DeniedCheck<RamCheck>, principal: RamPrincipal): VendorError {
  const { check } = denied;
  const detail = withMessage(seals, denied, principal);
  const help = REQUEST_HELP.needs({ who: principal.arn, action: check.action, resource: check.resource });
  if (/^(sts|ram):/.test(check.action)) return notAuthorized(detail, help);
  if (check.action.startsWith('bssapi:')) return rejection('notAuthorized', help);
  return forbidden(check.shownAs ?? check.resource, detail, help);
}

function withMessage(seals: Seals, denied: DeniedCheck<RamCheck>, principal: RamPrincipal): Detail | null {
  const detail = detailOf(denied, principal);
  if (detail === null) return null;
  const message = diagnosticMessage(denied, principal, detail);
  return { ...detail, EncodedDiagnosticMessage: encodeDiagnosticMessage(seals, message) };
}

/** No type is published for the policies of secrets and keys: without one, nothing is said. @NOTE unverified */
function detailOf({ check, outcome, by }: DeniedCheck<RamCheck>, principal: RamPrincipal): Detail | null {
  const PolicyType = POLICY_TYPES[by?.source ?? 'identity'];
  if (PolicyType === undefined) return null;
  return {
    PolicyType,
    AuthPrincipalOwnerId: principal.account,
    AuthPrincipalType: PRINCIPAL_TYPES[principal.kind],
    AuthPrincipalDisplayName: principal.displayName,
    NoPermissionType: outcome === 'explicit-deny' ? 'ExplicitDeny' : 'ImplicitDeny',
    AuthAction: check.action,
  };
}
