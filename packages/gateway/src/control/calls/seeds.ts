import { type ShownProof } from '@dragoman/protocol-kit';
import { findProof } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { configuredBindings } from '../../doors.ts';
import { type Applied, applySeeds } from '../../seed/apply.ts';
import { shownBy } from '../../seed/identity-steps.ts';
import { seedSchema } from '../../seed/schema.ts';
import { SeedProblem, type SeedSource } from '../../seed/source.ts';
import type { World } from '../../world/world.ts';
import { type ControlContext, controlCall } from '../call.ts';
import { closed } from '../closed.ts';
import { invalidInput } from '../problem.ts';

const Entry = closed({
  kind: Type.Union([Type.Literal('address'), Type.Literal('identity'), Type.Literal('key'), Type.Literal('secret')]),
  vault: Type.Union([Type.String(), Type.Null()], { description: 'null for an identity' }),
  name: Type.String({
    description: 'the address, the id of the identity, the alias or id of the key, the name of the secret',
  }),
});

const Answer = closed({
  made: Type.Array(Entry),
  left: Type.Array(Entry, { description: 'what was there, and is as it was' }),
});

/** What a suite begins with, in one call. */
export const seedCalls = {
  'seeds.apply': controlCall({
    method: 'POST',
    path: '/seeds',
    scope: 'world',
    summary: 'Makes identities, vaults, keys, secrets and credentials that are not there, all of them or none',
    description:
      'The same document as in a seed file. Relative times count from the clock of the world. Entries that are there stay as they are; a document that is refused changes nothing. No request sees a part of it.',
    body: seedSchema,
    answer: Answer,
    async run({ gateway, world }, document) {
      const source: SeedSource = { document, placeOf: () => '' };
      const configured = configuredBindings(gateway.settings);
      // What falls due works on one state too.
      return refusing(() =>
        world.scheduler.alone(() =>
          world.gate.swap(async () => {
            await refuseShownElsewhere(gateway, world, source);
            const applied = await applySeeds(
              { services: world.services, state: world.state.store.state, configured },
              [source],
              'missing',
            );
            await world.bindings.load();
            return shown(applied);
          }),
        ),
      );
    },
  }),
};

function shown({ made, left }: Applied): Static<typeof Answer> {
  return { made: made.map((entry) => ({ ...entry })), left: left.map(({ step: { entry } }) => ({ ...entry })) };
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw error instanceof SeedProblem ? invalidInput(error.message, { field: error.field }) : error;
  });
}

/** Requests find their sandbox by what they show, so nobody can show the same in two worlds. */
async function refuseShownElsewhere(
  { worlds: { root, sandboxes } }: ControlContext['gateway'],
  world: World,
  source: SeedSource,
): Promise<void> {
  for (const [index, identity] of (source.document.identities ?? []).entries()) {
    for (const {
      proof: { kind, lookup },
      path,
    } of shownBy(source, ['identities', index], identity)) {
      const holder = sandboxes.worldOf([{ kind, shown: lookup } satisfies ShownProof]);
      const isElsewhere =
        holder === null ? world !== root && (await findProof(root.services, kind, lookup)) !== null : holder !== world;
      if (isElsewhere)
        throw new SeedProblem(source, path, 'leads to another sandbox or to the gateway itself: give another');
    }
  }
}
