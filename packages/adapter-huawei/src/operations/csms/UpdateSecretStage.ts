import { Type } from '@sinclair/typebox';

import { STAGE_PATTERN } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { moveStage } from '../../wire/csms/stage.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

export const UpdateSecretStage = defineOperation({
  ...CSMS,
  name: 'UpdateSecretStage',
  checks: onSecret('csms:secret:updateStage'),
  routes: [{ method: 'PUT', path: '/v1/{project_id}/secrets/{secret_name}/stages/{stage_name}' }],
  body: 'required',
  input: Type.Object({
    path: Type.Object({ ...secretPath, stage_name: Type.String({ pattern: STAGE_PATTERN }) }),
    body: Type.Object({ version_id: Type.String() }),
  }),
  async run(context, { path, body }) {
    return { stage: await moveStage(context, path.secret_name, path.stage_name, body.version_id) };
  },
});
