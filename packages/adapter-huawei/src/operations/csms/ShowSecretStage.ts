import { loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { readingReplicas } from '../../wire/csms/replica.ts';
import { stagePath, stageToWire } from '../../wire/csms/stage.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

export const ShowSecretStage = readingReplicas(
  defineOperation({
    ...CSMS,
    name: 'ShowSecretStage',
    checks: onSecret('csms:secret:getStage'),
    routes: [{ method: 'GET', path: '/v1/{project_id}/secrets/{secret_name}/stages/{stage_name}' }],
    input: Type.Object({ path: Type.Object(stagePath) }),
    async run({ services, settings, vault }, { path }) {
      const secret = await loadSecret(services, { vault, name: path.secret_name });
      return { stage: stageToWire(secret, path.stage_name, settings) };
    },
  }),
);
