import { type Attributes, registerIdentity } from '@dragoman/core';
import { type Environment, sandboxIdentity, type SandboxIdentity } from '@dragoman/environment';
import { ControlError } from '@dragoman/input';
import { identityCredentials, type SeedDocument, type SeedSource } from '@dragoman/seeds';

import type { ControlContext } from '../call.ts';
import { MESSAGES } from '../messages.ts';
import { applyDocument } from '../seeds/apply-document.ts';

type Gateway = ControlContext['gateway'];
type Credentials = SandboxIdentity['credentials'];
type SeedIdentity = NonNullable<SeedDocument['identities']>[number];

/** What came of making identities. */
interface CreatedIdentities {
  /** What clients are configured with, by identity. */
  readonly identities: Record<string, Credentials>;
  readonly warnings: string[];
}

/**
 * Makes identities as seeds do, and for each of them credentials for all doors.
 * @throws ControlError where one of them is there already, SeedError
 */
export async function createIdentities(
  gateway: Gateway,
  environment: Environment,
  document: SeedDocument,
): Promise<CreatedIdentities> {
  const { skipped, warnings } = await applyDocument(gateway, environment, document);
  const taken = skipped.find(({ step: { entry } }) => entry.kind === 'identity');
  if (taken !== undefined)
    throw new ControlError(409, 'identity-exists', MESSAGES.identityExists({ name: taken.step.entry.name }));
  const all: Record<string, Credentials> = {};
  for (const [index, given] of (document.identities ?? []).entries())
    all[given.id] = await addCredentials(gateway, environment, { document, locationOf: () => '' }, index, given);
  return { identities: all, warnings: [...warnings] };
}

/** Access credentials lead to one environment alone, so they are named after the sandbox too. */
async function addCredentials(
  { environments }: Gateway,
  { services }: Environment,
  source: SeedSource,
  index: number,
  given: SeedIdentity,
): Promise<Credentials> {
  const sandbox = environments.sandboxes.list().find(({ environment }) => environment.services === services);
  const made = sandboxIdentity(services.ids, sandbox === undefined ? given.id : `${sandbox.id}-${given.id}`);
  const identity = (await services.identities.list()).find(({ id }) => id === given.id);
  if (identity === undefined) throw new Error(`the identity ${given.id} was not made`);
  const username = given.bk?.username ?? given.id;
  const stated = identityCredentials(source, ['identities', index], given);
  await registerIdentity(
    services,
    {
      ...identity,
      attributes: { ...identity.attributes, ...merged(made.identity.attributes, identity.attributes, username) },
    },
    [...stated.map(({ accessCredential }) => accessCredential), ...made.accessCredentials],
  );
  return { ...made.credentials, bk: { ...made.credentials.bk, bk_username: username } };
}

/** What is stated counts before what is made up. */
function merged(made: Attributes, stated: Attributes, username: string): Attributes {
  const named: Attributes = { ...made, bk: { ...made['bk'], username } };
  return Object.fromEntries(Object.entries(named).map(([door, own]) => [door, { ...own, ...stated[door] }]));
}
