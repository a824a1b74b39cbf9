import { loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { readingReplicas } from '../../wire/csms/replica.ts';
import { secretPath, secretToWire } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

export const ShowSecret = readingReplicas(
  defineOperation({
    ...CSMS,
    name: 'ShowSecret',
    checks: onSecret('csms:secret:get'),
    routes: [{ method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}' }],
    input: Type.Object({ path: Type.Object(secretPath) }),
    async run({ services, settings, vault }, { path }) {
      const secret = await loadSecret(services, { vault, name: path.secret_name });
      return { secret: secretToWire(secret, settings) };
    },
  }),
);
