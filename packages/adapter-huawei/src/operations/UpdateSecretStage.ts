import { DomainError, moveSecretLabel } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { refusal } from '../errors.ts';
import { NUMBERED_VERSION_PATTERN, STAGE_PATTERN, VERSIONING } from '../names.ts';
import { CSMS, defineOperation } from '../operation.ts';
import { secretPath } from '../wire/secret.ts';
import { labelOf, stageToWire } from '../wire/stage.ts';

/** Creates the stage or moves it. A version id of another door's making is taken where the version exists. */
export const UpdateSecretStage = defineOperation({
  ...CSMS,
  name: 'UpdateSecretStage',
  routes: [{ method: 'PUT', path: '/v1/{project_id}/secrets/{secret_name}/stages/{stage_name}' }],
  body: 'required',
  input: Type.Object({
    path: Type.Object({ ...secretPath, stage_name: Type.String({ pattern: STAGE_PATTERN }) }),
    body: Type.Object({ version_id: Type.String() }),
  }),
  async run({ services, vault, actor }, { path, body }) {
    const secret = await moveSecretLabel(services, {
      ref: { vault, name: path.secret_name },
      actor,
      label: labelOf(path.stage_name),
      to: body.version_id,
      from: null,
      policy: VERSIONING,
    }).catch((error: unknown) => { throw isWrongForm(error) ? refusal('parameter', `${error.subject} is no version id`) : error; });
    return { stage: stageToWire(secret, path.stage_name) };
  },
});

/** The id names no version here, and none that this service could have made. */
function isWrongForm(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'version-not-found' && !new RegExp(NUMBERED_VERSION_PATTERN).test(error.subject);
}
