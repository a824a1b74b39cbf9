import type { IncomingMessage, ServerResponse } from 'node:http';

import type { VirtualClock } from '@dragoman/environment';
import type { Door, WireResponse } from '@dragoman/protocol-kit';

import { headOf, send } from './front.ts';
import { readBody } from './read-body.ts';

/** A request to a door, read whole. */
export interface DoorRequest {
  /** `null` where it was too long, which was answered. */
  readonly body: Buffer | null;
  /** Answers it as the door does whose store is away. */
  answer(): Promise<void>;
}

/**
 * Reads a request that is for one of the doors; `null` where it is for none.
 * @param doors over a store that is never there
 */
export async function readForDoor(
  doors: readonly Door[],
  clock: VirtualClock,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<DoorRequest | null> {
  const head = headOf(request, request.socket);
  const door = doors.find((candidate) => candidate.matches(head));
  if (door === undefined) return null;
  const respond = async (answer: WireResponse): Promise<void> => send(response, answer, head, clock);
  const body = await readBody(request, door.bodyLimit);
  if (body === null) await respond(door.rejectTooLong(head, 'body'));
  return { body, answer: async () => respond(await door.handle({ ...head, body: body ?? Buffer.alloc(0) })) };
}
