import { type Awaitable, andThen, onceThere } from '@dragoman/core';
import type { Door } from '@dragoman/protocol-kit';

import type { DoorsParts } from './doors.ts';

/** Two thirds of the program's code, and a start needs none of it: see decision 0025. */
const load = onceThere(() => import('./doors.ts'));

/** Doors that are loaded and built when they are asked for first; from then on they are there at once. */
export function lateDoors(parts: () => DoorsParts): () => Awaitable<readonly Door[]> {
  return onceThere(() => andThen(load(), ({ buildDoors }) => buildDoors(parts())));
}
