import { Type } from '@sinclair/typebox';

import { REGIONS } from '../names.ts';
import { defineOperation } from '../operation.ts';
import { onNothing } from '../secrets/secret-checks.ts';

export const DescribeRegions = defineOperation({
  name: 'DescribeRegions',
  input: Type.Object({}),
  checks: onNothing,
  run: async () => ({ Regions: { Region: REGIONS.map((RegionId) => ({ RegionId })) } }),
});
