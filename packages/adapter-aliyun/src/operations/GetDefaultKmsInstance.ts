import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const GetDefaultKmsInstance = defineOperation({
  name: 'GetDefaultKmsInstance',
  input: Type.Object({}),
  checks: onAnything('kms:GetDefaultKmsInstance'),
  // Absent where there is none. @NOTE unverified
  run: async ({ settings }) => ({ DefaultKmsInstanceId: settings.instances[0]?.id }),
});
