import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { checkerConfig } from '../../wire/csms/checker-config.ts';
import { onProject } from '@dragoman/huawei-platform';

/** Off until it is turned on. */
export const ShowSecretsConfig = defineOperation({
  ...CSMS,
  name: 'ShowSecretsConfig',
  checks: onProject('csms::getConfig'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/secrets/checker/config' }],
  input: Type.Object({}),
  async run({ services, vault }) {
    const { checking_secret_strength: checking } = await checkerConfig(services, vault);
    return { checking_secret_strength: checking };
  },
});
