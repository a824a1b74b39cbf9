import { strictObject } from '@dragoman/input';
import { type Applied, seedSchema } from '@dragoman/seeds';
import { type Static, Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { applyDocument, WARNINGS } from '../seeds/apply-document.ts';

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
  warnings: Type.Array(Type.String(), { description: WARNINGS }),
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
    run: async ({ gateway, environment }, document) => render(await applyDocument(gateway, environment, document)),
  }),
};

function render({ created, skipped, warnings }: Applied): Static<typeof Answer> {
  return {
    created: created.map((entry) => ({ ...entry })),
    skipped: skipped.map(({ step: { entry } }) => ({ ...entry })),
    warnings: [...warnings],
  };
}
