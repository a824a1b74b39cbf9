import { findProof } from '@dragoman/core';
import type { Door, ShownProof, WireRequest } from '@dragoman/protocol-kit';


import type { World } from './world.ts';

/** The worlds of a gateway: its own, and the sandboxes by id. */
export interface Worlds {
  readonly root: World;
  readonly sandboxes: ReadonlyMap<string, World>;
}

/** Where a request is answered. */
export interface Place {
  readonly world: World;
  readonly door: Door;
}

/**
 * Which world answers a request that is for a door: the sandbox that knows who the request says it is from, else the gateway's own.
 * @param doorAt the door's place in the list, the same in every world
 */
export function placeOf(worlds: Worlds, doorAt: number, request: WireRequest): Place | Promise<Place> {
  const { root, sandboxes } = worlds;
  if (sandboxes.size === 0) return placed(root, doorAt);
  return sandboxOf(worlds, placed(root, doorAt).door.shownProofs(request)).then((sandbox) => placed(sandbox ?? root, doorAt));
}

async function sandboxOf({ sandboxes }: Worlds, shown: readonly ShownProof[]): Promise<World | null> {
  for (const world of sandboxes.values()) {
    for (const proof of shown) if (await findProof(world.services, proof.kind, proof.shown) !== null) return world;
  }
  return null;
}

function placed(world: World, doorAt: number): Place {
  const door = world.doors[doorAt];
  if (door === undefined) throw new RangeError(`there is no door ${doorAt}`);
  return { world, door };
}
