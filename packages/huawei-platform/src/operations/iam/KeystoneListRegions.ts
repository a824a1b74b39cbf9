import { Type } from '@sinclair/typebox';

import { IAM_SERVICE } from '../../errors/iam.ts';
import { defineOperation } from '../../operation.ts';
import { REGIONS } from '../../account/regions.ts';
import { originOf } from '../../wire/iam/origin.ts';
import { regionToWire } from '../../wire/iam/region.ts';
import { unchecked } from '../checks.ts';

/** Lists the regions that the service has. */
export const KeystoneListRegions = defineOperation({
  service: IAM_SERVICE,
  name: 'KeystoneListRegions',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v3/regions' }],
  success: 200,
  body: 'ignored',
  authenticated: true,
  input: Type.Object({}),
  async run({ request }) {
    const origin = originOf(request);
    return {
      regions: REGIONS.map((region) => regionToWire(region, origin)),
      links: { self: `${origin}/v3/regions`, next: null, previous: null },
    };
  },
});
