import { REGIONS, accountOf, regionOf, unchecked } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';

/** The regions that a secret of the project can have replicas in: all but its own. */
export const ListSupportRegions = defineOperation({
  ...CSMS,
  name: 'ListSupportRegions',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v1/{project_id}/csms/replica-regions' }],
  input: Type.Object({}),
  async run({ caller, projectId }) {
    const home = regionOf(accountOf(caller), projectId);
    const regions = REGIONS.filter((region) => region !== home);
    return { regions, total: regions.length };
  },
});
