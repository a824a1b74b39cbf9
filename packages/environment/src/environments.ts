import { type Awaitable, andThen } from '@dragoman/core';
import type { Door, WireRequest } from '@dragoman/protocol-kit';

import type { Environment } from './environment.ts';
import type { Sandboxes } from './sandboxes/sandboxes.ts';

/** The environments of a gateway: its own, and the sandboxes. */
export interface Environments {
  readonly root: Environment;
  readonly sandboxes: Sandboxes;
}

/** Where a request is answered. */
export interface TenantContext {
  readonly environment: Environment;
  readonly door: Door;
}

/**
 * Which environment answers a request that is for a door: the sandbox that knows who the request says it is from, else
 * the gateway's own.
 * @param doorAt the door's place in the list, the same in every environment
 */
export function tenantContextOf(
  { root, sandboxes }: Environments,
  doorAt: number,
  request: WireRequest,
): Awaitable<TenantContext> {
  const own = contextAt(root, doorAt);
  return sandboxes.size === 0 ? own : andThen(own, sandboxOr, sandboxes, doorAt, request);
}

function sandboxOr(
  own: TenantContext,
  sandboxes: Sandboxes,
  doorAt: number,
  request: WireRequest,
): Awaitable<TenantContext> {
  const sandbox = sandboxes.environmentOf(own.door.presentedCredentials(request));
  return sandbox === null ? own : contextAt(sandbox, doorAt);
}

function contextAt(environment: Environment, doorAt: number): Awaitable<TenantContext> {
  return andThen(environment.doors(), contextIn, environment, doorAt);
}

function contextIn(doors: readonly Door[], environment: Environment, doorAt: number): TenantContext {
  const door = doors[doorAt];
  if (door === undefined) throw new RangeError(`there is no door ${doorAt}`);
  return { environment, door };
}
