import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { checkerConfig, setCheckerConfig } from '../../wire/csms/checker-config.ts';
import { onProject } from '@dragoman/huawei-platform';

/**
 * @NOTE unverified: what the service does by itself where it is on; here it is kept, and CheckSecrets works either way
 */
export const UpdateSecretsConfig = defineOperation({
  ...CSMS,
  name: 'UpdateSecretsConfig',
  checks: onProject('csms::updateConfig'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/secrets/checker/config' }],
  body: 'required',
  input: Type.Object({ body: Type.Object({ checking_secret_strength: Type.Optional(Type.Boolean()) }) }),
  async run({ services, vault }, { body }) {
    const { checking_secret_strength } = { ...(await checkerConfig(services, vault)), ...body };
    await setCheckerConfig(services, vault, { checking_secret_strength });
    return { checking_secret_strength };
  },
});
