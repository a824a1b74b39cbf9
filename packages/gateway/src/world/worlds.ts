import type { Door, WireRequest } from '@dragoman/protocol-kit';

import type { Sandboxes } from './sandboxes.ts';
import type { World } from './world.ts';

/** The worlds of a gateway: its own, and the sandboxes. */
export interface Worlds {
  readonly root: World;
  readonly sandboxes: Sandboxes;
}

/** Where a request is answered. */
export interface Place {
  readonly world: World;
  readonly door: Door;
}

/**
 * Which world answers a request that is for a door: the sandbox that knows who the request says it is from, else the
 * gateway's own.
 * @param doorAt the door's place in the list, the same in every world
 */
export function placeOf({ root, sandboxes }: Worlds, doorAt: number, request: WireRequest): Place {
  const own = placed(root, doorAt);
  if (sandboxes.size === 0) return own;
  const sandbox = sandboxes.worldOf(own.door.shownProofs(request));
  return sandbox === null ? own : placed(sandbox, doorAt);
}

function placed(world: World, doorAt: number): Place {
  const door = world.doors[doorAt];
  if (door === undefined) throw new RangeError(`there is no door ${doorAt}`);
  return { world, door };
}
