import { strictObject } from '@dragoman/input';
import { identitySchema, seedSchema } from '@dragoman/seeds';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { createIdentities } from '../identities/create-identities.ts';
import { WARNINGS } from '../seeds/apply-document.ts';
import { DoorCredentials } from '../identities/door-credentials.ts';

const MAX_CREATED = 100;

/** Who calls. */
export const identityCalls = {
  'identities.create': controlCall({
    method: 'POST',
    path: '/identities',
    scope: 'environment',
    summary: 'Creates identities, each with credentials for all doors, all of them or none',
    description:
      'As seeds have them, with what they may do; the credentials are made here, so that a suite makes a reader and ' +
      'a writer in one call. In a sandbox they are gone at a reset, unless the baseline was set since.',
    body: strictObject({
      policies: seedSchema.properties.policies,
      identities: Type.Array(identitySchema, { minItems: 1, maxItems: MAX_CREATED }),
    }),
    answer: strictObject({
      identities: Type.Record(Type.String(), DoorCredentials, { description: 'by the id of each' }),
      warnings: Type.Array(Type.String(), { description: WARNINGS }),
    }),
    status: 201,
    run: ({ gateway, environment }, document) => createIdentities(gateway, environment, document),
  }),
};
