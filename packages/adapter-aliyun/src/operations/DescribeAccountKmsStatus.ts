import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';

/** The service is open for every account here, and none is in debt. */
export const DescribeAccountKmsStatus = defineOperation({
  name: 'DescribeAccountKmsStatus',
  input: Type.Object({}),
  run: async () => ({ AccountStatus: 'Enabled' }),
});
