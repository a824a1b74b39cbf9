import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { onAnything } from '../secrets/secret-checks.ts';

/** The service is open for every account here, and none is in debt. */
export const DescribeAccountKmsStatus = defineOperation({
  name: 'DescribeAccountKmsStatus',
  input: Type.Object({}),
  checks: onAnything('kms:DescribeAccountKmsStatus'),
  run: async () => ({ AccountStatus: 'Enabled' }),
});
