import { listKeys } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { listGrants } from '../../wire/kms/grant.ts';
import { MAX_GRANTS } from '../../wire/kms/names.ts';
import { KMS } from './define.ts';
import { onProject } from '@dragoman/huawei-platform';

/** What stands for no limit where the definition wants a number. */
const UNLIMITED = 2_147_483_647;

/** @NOTE unverified: what is used of the grants on one key is what the key with most of them has */
export const ShowUserQuotas = defineOperation({
  ...KMS,
  name: 'KMS:ShowUserQuotas',
  checks: onProject('kms:cmk:getQuota'),
  routes: [{ method: 'GET', path: '/v1.0/{project_id}/kms/user-quotas' }],
  body: 'ignored',
  input: Type.Object({}),
  async run(context) {
    const { services, settings, vault } = context;
    const { total } = await listKeys(services, vault, { offset: 0, limit: 0, where: ({ isDefault }) => !isDefault });
    const { resources: grants } = await listGrants(context, { offset: 0, limit: Infinity }, () => true);
    const counts = new Map<string, number>();
    for (const {
      body: { keyId },
    } of grants)
      counts.set(keyId, (counts.get(keyId) ?? 0) + 1);
    return {
      quotas: {
        resources: [
          { type: 'CMK', used: total, quota: settings.key_quota === 0 ? UNLIMITED : settings.key_quota },
          { type: 'grant_per_CMK', used: Math.max(0, ...counts.values()), quota: MAX_GRANTS },
        ],
      },
    };
  },
});
