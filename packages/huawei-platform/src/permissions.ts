import type { DeniedCheck, Identity, PermissionMode } from '@dragoman/core';
import {
  type DialectPermissions,
  type Exchange,
  type GrantedPermissions,
  RequestPermissions,
  UNRESTRICTED,
  type VendorError,
  isAsked,
} from '@dragoman/protocol-kit';

import { accountOf } from './account/account.ts';
import { rightsOf } from './account/rights.ts';
import type { HuaweiCaller } from './auth/caller.ts';
import type { Denial, HuaweiService } from './errors/service.ts';
import type { HuaweiCall, HuaweiOperation } from './operation.ts';
import { type HuaweiCheck, type HuaweiPrincipal, authorizer, grantsOf } from './permissions/authorizer.ts';
import { leastPolicy } from './permissions/least-policy.ts';
import type { Rights } from './permissions/rights.ts';
import { rawInputOf } from './wire/request.ts';
import { rehearsedCall } from './rehearsal.ts';
import type { PlatformSettings } from './settings.ts';
import { HELP } from './messages.ts';

/** Which operation is asked for, as far as its rejection goes. */
interface Asking {
  readonly service: Pick<HuaweiService<never>, 'forbidden' | 'toDenial'>;
  readonly toDenial?: (denial: Denial) => VendorError;
}

/** How the operations of a door ask what their callers may do. */
export function dialectPermissions<Settings extends PlatformSettings>(
  mode: PermissionMode,
  operations: readonly HuaweiOperation<Settings>[],
): DialectPermissions<HuaweiCall<Settings>, HuaweiCaller> {
  return {
    before: 'validation',
    rawInput: rawInputOf,
    of: (exchange, { operation }, caller) => permissionsOf(mode, exchange, operation, caller),
    least: leastPolicy,
    rehearsal: {
      callOf: (question) => rehearsedCall(operations, question),
      observe: (exchange, { operation }, caller) => permissionsOf('observe', exchange, operation, caller),
    },
  };
}

/** What a request may do, by the grants that its caller states. */
export function permissionsOf(
  mode: PermissionMode,
  exchange: Exchange,
  operation: Asking,
  caller: Omit<HuaweiCaller, 'projectId'>,
): GrantedPermissions {
  const rights = rightsOf(caller.identity);
  if (!isAsked(mode, rights !== null)) return UNRESTRICTED;
  const principal = rights === null ? null : principalOf(caller, rights, exchange);
  // The checks of a door's operations are all of the one kind that its decisions take.
  return new RequestPermissions<HuaweiCheck>({
    mode,
    decide: principal === null ? null : (checks) => authorizer.decide(principal, checks),
    reject: (denied) => rejectionOf(operation, caller.identity, principal, denied),
  });
}

/** Whoever calls, as policies see it. */
function principalOf(
  { identity, isWithPasscode }: Omit<HuaweiCaller, 'projectId'>,
  rights: Rights,
  { now, request }: Exchange,
): HuaweiPrincipal {
  const { domain, user } = accountOf(identity);
  const stated = statedContext(identity);
  return {
    domain: domain.id,
    userId: user.id,
    userName: user.name,
    rights,
    context: {
      'g:CurrentTime': new Date(now).toISOString(),
      'g:DomainName': domain.name,
      'g:DomainId': domain.id,
      'g:UserName': user.name,
      'g:UserId': user.id,
      // Access keys, and logins without a passcode, say nothing of it.
      'g:MFAPresent': isWithPasscode || stated.mfa === true ? 'true' : undefined,
      // An IPv4 address may be written as one of IPv6.
      'g:SourceIp': stated.source_ip ?? request.peer?.remoteAddress?.replace(/^::ffff:/, ''),
      'g:SourceVpc': stated.vpc,
    },
  };
}

/** What seeds say of an identity's requests. */
function statedContext({ attributes }: Identity): {
  readonly source_ip?: string;
  readonly mfa?: boolean;
  readonly vpc?: string;
} {
  return attributes['context'] ?? {};
}

function rejectionOf(
  { service, toDenial = service.toDenial }: Asking,
  identity: Identity,
  principal: HuaweiPrincipal | null,
  { check, outcome, by }: DeniedCheck<HuaweiCheck>,
): VendorError {
  const { domain, user } = accountOf(identity);
  const denier =
    by === null ? HELP.noStatementAllows : HELP.statementDenies({ statement: by.statement, policy: by.policy });
  const denial = {
    principal: `iam::${domain.id}:user:${user.name}`,
    action: check.action,
    resource: check.resource,
    kind: outcome,
    hasGrant: principal !== null && grantsOf(principal, check).length > 0,
    help: HELP.mayNot({ name: identity.name, action: check.action, resource: check.resource, denier }),
  };
  return toDenial === undefined ? service.forbidden(denial.help) : toDenial(denial);
}
