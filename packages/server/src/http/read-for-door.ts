import type { IncomingMessage, ServerResponse } from 'node:http';

import type { VirtualClock } from '@dragoman/environment';
import type { Door, WireRequest, WireResponse } from '@dragoman/protocol-kit';

import { headOf, send } from './front.ts';
import { readBody } from './read-body.ts';

/** A request to a door, read whole. */
export interface DoorRequest {
  /** The door's place in the list. */
  readonly doorAt: number;
  /** `null` where it was too long, which was answered. */
  readonly request: WireRequest | null;
  /** Sends an answer. @param clock by which it is dated */
  readonly respond: (answer: WireResponse, clock: VirtualClock) => Promise<void>;
}

/**
 * Reads a request that is for one of the doors; `null` where it is for none.
 * @param clock dates the rejection of one that is too long
 */
export async function readForDoor(
  doors: readonly Door[],
  clock: VirtualClock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<DoorRequest | null> {
  const head = headOf(request, request.socket);
  const doorAt = doors.findIndex((candidate) => candidate.matches(head));
  const door = doors[doorAt];
  if (door === undefined) return null;
  const respond: DoorRequest['respond'] = async (answer, by) => send(response, answer, head, by);
  const read = readBody(request, door.bodyLimit);
  const body = read instanceof Promise ? await read : read;
  if (body === null) await respond(door.rejectTooLong(head, 'body'), clock);
  return { doorAt, request: body === null ? null : { ...head, body }, respond };
}
