import { Type } from '@sinclair/typebox';

import { STAGE_PATTERN } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { moveStage } from '../../wire/csms/stage.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/**
 * A stage that another version has moves from there (CreateSecretStage, constraints, 2026-06-09): it is never one too
 * many.
 */
export const CreateSecretStage = defineOperation({
  ...CSMS,
  name: 'CreateSecretStage',
  checks: onSecret('csms:secret:createStage'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/stages' }],
  body: 'required',
  input: Type.Object({
    path: Type.Object(secretPath),
    body: Type.Object({ name: Type.String({ pattern: STAGE_PATTERN }), version_id: Type.String() }),
  }),
  async run(context, { path, body }) {
    return { stage: await moveStage(context, path.secret_name, body.name, body.version_id) };
  },
});
