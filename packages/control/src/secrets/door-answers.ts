import { type Secret, vaultOf } from '@dragoman/core';
import type { Environment } from '@dragoman/environment';
import { strictObject } from '@dragoman/input';
import { bodyText, type Door } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { DOOR_REQUESTS, type DoorRequest } from './door-requests.ts';
import { orNull } from './schemas.ts';

const DoorResponse = strictObject({
  operation: Type.String({ description: 'as the vendor names it' }),
  status: Type.Integer({ description: 'of HTTP' }),
  type: Type.String({ description: 'the media type of the body' }),
  body: Type.String({ description: 'as the door answers it' }),
});

/** What one door responses of a secret. */
export const DoorAnswers = strictObject({
  door: Type.String(),
  address: orNull(Type.String(), 'by which the door reaches the vault; null where none leads there'),
  responses: Type.Array(DoorResponse),
});

/** How a secret is to be visible. */
interface AnswerOptions {
  readonly format: 'json' | 'xml';
  readonly withValue: boolean;
}

/** What the doors answer of a secret, each rendered by the door itself. */
export async function doorAnswers(
  environment: Environment,
  secret: Secret,
  wanted: AnswerOptions,
): Promise<Static<typeof DoorAnswers>[]> {
  return Promise.all(
    (await environment.readingDoors()).map(async (door) => {
      const address = addressAt(environment, door.name, secret.vault);
      const key = address?.slice(door.name.length + 1);
      const requests = key === undefined ? [] : (DOOR_REQUESTS[door.name]?.({ ...wanted, secret, key }) ?? []);
      const responses = await environment.stateLock.withShared(() =>
        Promise.all(requests.map((one) => ask(door, one))),
      );
      return { door: door.name, address, responses };
    }),
  );
}

async function ask(door: Door, { operation, request }: DoorRequest): Promise<Static<typeof DoorResponse>> {
  const response = await door.handle(request);
  const { status, headers } = response;
  const [, type = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return { operation, status, type, body: bodyText(response) };
}

/** The first address that leads a door to the vault: one that is bound to it, or its own. */
function addressAt({ bindings }: Environment, door: string, vault: string): string | null {
  const isThere = (address: string): boolean => {
    const key = address.slice(door.length + 1);
    return address.startsWith(`${door}:`) && vaultOf(bindings.current, { door, key }) === vault;
  };
  return [...bindings.current.keys(), vault].find(isThere) ?? null;
}
