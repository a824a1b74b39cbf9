import type { Check, Clock, DecidedCheck, Identity, Json } from '@dragoman/core';

import type { Dialect, Exchange, PermissionQuestion } from './dialect.ts';
import type { Operation } from './operation.ts';
import type { Validator } from './validation.ts';

/** What a door says of permissions without a request. */
export interface DoorPermissions {
  /** The least that allows these checks, in the vendor's own grammar. */
  least(checks: readonly Check[]): Json;
  /**
   * What would be decided of a call, in its order; `null` where the dialect asks only while it runs.
   * @throws InvalidInputError for an operation or parameters that are none; what keeps its checks from being made
   */
  decide(question: PermissionQuestion): Promise<readonly DecidedCheck[] | null>;
}

/** @param validators by the operation's name */
export function doorPermissions<
  Context,
  Call extends { readonly operation: Operation<Context> },
  Caller extends { readonly identity: Identity | null },
>(
  dialect: Dialect<Context, Call, Caller>,
  { clock, validators }: { readonly clock: Clock; readonly validators: ReadonlyMap<string, Validator> },
): DoorPermissions | null {
  const { permissions } = dialect;
  if (permissions === undefined) return null;
  return {
    least: (checks) => permissions.least(checks),
    async decide(question) {
      const { rehearsal } = permissions;
      if (rehearsal === undefined) return null;
      const exchange = exchangeAt(clock.now());
      const { call, caller } = rehearsal.callOf(question, exchange);
      const granted = rehearsal.observe(exchange, call, caller);
      const input = dialect.decode(exchange, call);
      validators.get(call.operation.name)?.(input);
      const context = await dialect.context(exchange, call, caller, input, granted);
      const { operation } = call;
      // Each dialect's checks are of one kind, and the input fits the operation's schema.
      granted.require(...(((await operation.checks?.(context, input as never)) ?? []) as never[]));
      granted.require(...(((await operation.laterChecks?.(context, input as never)) ?? []) as never[]));
      return granted.decided;
    },
  };
}

/** A request that nobody sends. */
function exchangeAt(now: number): Exchange {
  const request = { method: 'POST', path: '/', query: '', headers: {}, body: Buffer.alloc(0) };
  return { request, requestId: '', now, callerTimes: [now] };
}
