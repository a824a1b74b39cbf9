import { exportSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { BLOB_PREFIX } from '../../names.ts';
import { CSMS, defineOperation } from '../../operation.ts';
import { secretPath } from '../../wire/csms/secret.ts';
import { onSecret } from '../../permissions/secret-checks.ts';

/** @NOTE unverified: that a backup is rejected where values cannot be read (a scheduled deletion, a disabled key) */
export const DownloadSecretBlob = defineOperation({
  ...CSMS,
  name: 'DownloadSecretBlob',
  checks: onSecret('csms:secret:get'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/{secret_name}/backup' }],
  input: Type.Object({ path: Type.Object(secretPath) }),
  async run({ services, vault }, { path }) {
    return { secret_blob: BLOB_PREFIX + (await exportSecret(services, { vault, name: path.secret_name })) };
  },
});
