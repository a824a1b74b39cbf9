import type { Decision, DeniedCheck, PermissionMode } from '@dragoman/core';
import {
  type DialectPermissions,
  isAsked,
  type Permissions,
  type Rehearsal,
  RequestPermissions,
  UNRESTRICTED,
} from '@dragoman/protocol-kit';

import type { Caller } from './auth/caller.ts';
import { principalOf, statesRights } from './auth/principal.ts';
import { denial } from './auth/denial.ts';
import type { AliyunContext, AliyunOperation } from './operation.ts';
import { ramAuthorizer } from './ram/evaluate.ts';
import type { Seals } from './ram/diagnostic-message.ts';
import type { RamCheck, RamPrincipal } from './ram/request.ts';
import { leastPolicy } from './ram/least-policy.ts';

/** A call whose operation is known. */
interface Call {
  readonly operation: AliyunOperation;
  readonly params: ReadonlyMap<string, string>;
}

/** What a door decides with. */
interface Asking {
  readonly permissions: PermissionMode;
  readonly services: Seals;
}

/** Whom the pipeline asks. @param rehearse takes a call that nobody makes */
export function dialectPermissions<Called extends Call, Calling extends { readonly caller: Caller }>(
  { permissions: mode, services }: Asking,
  rehearse: Rehearsal<Called, Calling>['callOf'],
): DialectPermissions<Called, Calling> {
  return {
    before: 'run',
    of(exchange, { operation }, { caller }) {
      if (operation.unsigned === true || !isAsked(mode, statesRights(caller))) return UNRESTRICTED;
      return requestPermissions(services, mode, principalOf(caller, exchange));
    },
    least: leastPolicy,
    rehearsal: {
      callOf: rehearse,
      observe: (exchange, _call, { caller }) => requestPermissions(services, 'observe', principalOf(caller, exchange)),
    },
  };
}

/** What asks for a principal at a door; `null` where nobody is asked. */
export function permissionsOf({ permissions: mode, services }: Asking): AliyunContext['permissionsOf'] {
  return mode === 'off' ? null : (principal): Permissions<RamCheck> => requestPermissions(services, mode, principal);
}

function requestPermissions(
  services: Seals,
  mode: Exclude<PermissionMode, 'off'>,
  principal: RamPrincipal,
): RequestPermissions<RamCheck> {
  return new RequestPermissions<RamCheck>({
    mode,
    decide: (checks) => decideFor(principal, checks),
    reject: (denied: DeniedCheck<RamCheck>) => denial(services, denied, principal),
  });
}

/** With the role named that a session is of: what it does is none of the rights of who assumed it. */
function decideFor(principal: RamPrincipal, checks: readonly RamCheck[]): Decision<RamCheck> {
  const decision = ramAuthorizer.decide(principal, checks);
  if (principal.kind !== 'role') return decision;
  return { ...decision, decided: decision.decided.map((one) => ({ ...one, role: principal.arn })) };
}

const FOREIGN_PARAMETERS = ['SecretName', 'KeyId'];

/**
 * Asks somebody who states no rights, and so is asked nothing by the pipeline, about the policies of secrets, keys and
 * roles that deny. What keeps the checks from being made is the operation's own to tell.
 * @throws VendorError Forbidden.NoPermission, NoPermission
 */
export async function askOwner(context: AliyunContext, { operation }: Call, input: unknown): Promise<void> {
  const checks = await checksOf(context, operation, input).catch(() => []);
  // What is of another account, and not shared, is not found.
  const known = checks.filter(({ owner, attached }) => owner === context.account || attached !== undefined);
  context.permissionsOf?.(context.principal()).require(...known);
}

/** Whether somebody who states no rights is asked before the operation runs. */
export function isOwnerAsked(mode: PermissionMode, { operation, params }: Call): boolean {
  if (mode !== 'enforce' || operation.unsigned === true) return false;
  return (
    operation.asksWhenFound !== true ||
    FOREIGN_PARAMETERS.some((name) => params.get(name)?.startsWith('acs:kms:') === true)
  );
}

/** What an operation asks before it runs. */
async function checksOf(
  context: AliyunContext,
  operation: AliyunOperation,
  input: unknown,
): Promise<readonly RamCheck[]> {
  // The operations of this dialect ask in its own terms alone.
  return ((await operation.checks?.(context, input as never)) ?? []) as readonly RamCheck[];
}
