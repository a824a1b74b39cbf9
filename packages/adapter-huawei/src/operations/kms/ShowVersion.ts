import { Type } from '@sinclair/typebox';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import { defineOperation } from '../../operation.ts';
import { API_VERSION, apiVersion } from '../../wire/kms/version.ts';
import { KMS } from './define.ts';
import { unchecked } from '@dragoman/huawei-platform';

export const ShowVersion = defineOperation({
  ...KMS,
  name: 'KMS:ShowVersion',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/{version_id}' }],
  body: 'ignored',
  authenticated: false,
  input: Type.Object({ path: Type.Object({ version_id: Type.String() }) }),
  async run(context, { path }) {
    if (path.version_id !== API_VERSION) throw kmsError('url', HELP.onlyVersion({ version: API_VERSION }));
    return Promise.resolve({ version: apiVersion(context) });
  },
});
