import { listKeys } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { KMS } from './define.ts';
import { onProject } from '@dragoman/huawei-platform';

/** How many keys there are beside the default one. */
export const ShowUserInstances = defineOperation({
  ...KMS,
  name: 'KMS:ShowUserInstances',
  checks: onProject('kms:cmk:getInstance'),
  routes: [{ method: 'GET', path: '/v1.0/{project_id}/kms/user-instances' }],
  body: 'ignored',
  input: Type.Object({}),
  async run({ services, vault }) {
    const { total } = await listKeys(services, vault, { offset: 0, limit: 0, where: ({ isDefault }) => !isDefault });
    return { instance_num: total };
  },
});
