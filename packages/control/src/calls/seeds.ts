import { findAccessCredential } from '@dragoman/core';
import { configuredBindings, type Environment } from '@dragoman/environment';
import { invalidInput, strictObject } from '@dragoman/input';
import type { PresentedCredential } from '@dragoman/protocol-kit';
import { type Applied, applySeeds, SeedError, seedSchema, type SeedSource, identityCredentials } from '@dragoman/seeds';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall, type ControlContext } from '../call.ts';

const Entry = strictObject({
  kind: Type.Union(
    (['address', 'policy', 'role', 'agency', 'identity', 'key', 'secret'] as const).map((kind) => Type.Literal(kind)),
  ),
  vault: Type.Union([Type.String(), Type.Null()], { description: 'null for what belongs to no vault' }),
  name: Type.String({
    description:
      'the address, the name of the policy, account and name of the role, domain and name of the agency, ' +
      'the id of the identity, ' +
      'the alias or id of the key, the name of the secret',
  }),
});

const Answer = strictObject({
  created: Type.Array(Entry),
  skipped: Type.Array(Entry, { description: 'what was there, and is as it was' }),
});

/** What a suite begins with, in one call. */
export const seedCalls = {
  'seeds.apply': controlCall({
    method: 'POST',
    path: '/seeds',
    scope: 'environment',
    summary: 'Creates identities, vaults, keys, secrets and credentials that are not there, all of them or none',
    description:
      'The same document as in a seed file. Relative times count from the clock of the environment. ' +
      'Entries that are there stay as they are; a document that is rejected changes nothing. No ' +
      'request sees a part of it.',
    body: seedSchema,
    answer: Answer,
    async run({ gateway, environment }, document) {
      const source: SeedSource = { document, locationOf: () => '' };
      const configured = configuredBindings(gateway.settings);
      // What falls due works on one state too.
      return withControlErrors(() =>
        environment.scheduler.runExclusive(() =>
          environment.stateLock.withExclusive(async () => {
            await rejectPresentedElsewhere(gateway, environment, source);
            const applied = await applySeeds(
              {
                services: environment.services,
                state: environment.state.store.state,
                openMemoryStore: environment.state.openMemoryStore,
                configured,
              },
              [source],
              'missing',
            );
            await environment.bindings.load();
            return render(applied);
          }),
        ),
      );
    },
  }),
};

function render({ created, skipped }: Applied): Static<typeof Answer> {
  return {
    created: created.map((entry) => ({ ...entry })),
    skipped: skipped.map(({ step: { entry } }) => ({ ...entry })),
  };
}

async function withControlErrors<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw error instanceof SeedError ? invalidInput(error.message, { field: error.field }) : error;
  });
}

/** Requests find their sandbox by what they show, so nobody can show the same in two environments. */
async function rejectPresentedElsewhere(
  { environments: { root, sandboxes } }: ControlContext['gateway'],
  environment: Environment,
  source: SeedSource,
): Promise<void> {
  for (const [index, identity] of (source.document.identities ?? []).entries()) {
    for (const {
      accessCredential: { kind, lookup },
      path,
    } of identityCredentials(source, ['identities', index], identity)) {
      const holder = sandboxes.environmentOf([{ kind, presented: lookup } satisfies PresentedCredential]);
      const isElsewhere =
        holder === null
          ? environment !== root && (await findAccessCredential(root.services, kind, lookup)) !== null
          : holder !== environment;
      if (isElsewhere)
        throw new SeedError(source, path, 'leads to another sandbox or to the gateway itself: give another');
    }
  }
}
