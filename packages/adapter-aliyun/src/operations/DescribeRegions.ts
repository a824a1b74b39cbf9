import { Type } from '@sinclair/typebox';

import { REGIONS } from '../names.ts';
import { defineOperation } from '../operation.ts';

export const DescribeRegions = defineOperation({
  name: 'DescribeRegions',
  input: Type.Object({}),
  run: async () => ({ Regions: { Region: REGIONS.map((RegionId) => ({ RegionId })) } }),
});
