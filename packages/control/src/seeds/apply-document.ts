import { findAccessCredential } from '@dragoman/core';
import { configuredBindings, type Environment } from '@dragoman/environment';
import { invalidInput } from '@dragoman/input';
import { verbatim } from '@dragoman/messages';
import type { PresentedCredential } from '@dragoman/protocol-kit';
import {
  type Applied,
  applySeeds,
  identityCredentials,
  type SeedDocument,
  SeedError,
  type SeedSource,
} from '@dragoman/seeds';

import type { ControlContext } from '../call.ts';

/** What an answer says of the warnings of seeds. */
export const WARNINGS = 'actions of its policies that no operation asks for, each with what was likely meant';

/**
 * Makes what is missing of a document in an environment; no request sees a part of it.
 * @throws ControlError for what is wrong in it
 */
export async function applyDocument(
  gateway: ControlContext['gateway'],
  environment: Environment,
  document: SeedDocument,
): Promise<Applied> {
  const source: SeedSource = { document, locationOf: () => '' };
  const { services, state, bindings } = environment;
  const target = {
    services,
    state: state.store.state,
    openMemoryStore: state.openMemoryStore,
    configured: configuredBindings(gateway.settings),
  };
  // What falls due works on one state too.
  return withControlErrors(() =>
    environment.scheduler.runExclusive(() =>
      environment.stateLock.withExclusive(async () => {
        await rejectPresentedElsewhere(gateway, environment, source);
        const applied = await applySeeds(target, [source], 'missing');
        await bindings.load();
        return applied;
      }),
    ),
  );
}

async function withControlErrors<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw error instanceof SeedError ? invalidInput(verbatim(error.message), { field: error.field }) : error;
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
