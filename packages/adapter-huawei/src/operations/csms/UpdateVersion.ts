import { setVersionExpiry } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { expireTimeField, expireTimeFromWire, versionToWire } from '../../wire/csms/version.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/** Sets when a version expires, of which is told once more then. */
export const UpdateVersion = defineOperation({
  ...CSMS,
  name: 'UpdateVersion',
  checks: onSecret('csms:secret:updateVersion'),
  routes: [{ method: 'PUT', path: '/v1/{project_id}/secrets/{secret_name}/versions/{version_id}' }],
  body: 'required',
  input: Type.Object({
    path: Type.Object({ ...secretPath, version_id: Type.String() }),
    body: Type.Object({ expire_time: expireTimeField }),
  }),
  async run({ services, settings, vault, actor }, { path, body }) {
    const { secret, version } = await setVersionExpiry(services, {
      ref: { vault, name: path.secret_name },
      actor,
      versionId: path.version_id,
      expiresAt: expireTimeFromWire(body.expire_time),
    });
    return { version_metadata: versionToWire(secret, version, settings) };
  },
});
