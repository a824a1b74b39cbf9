import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';

export const GetDefaultKmsInstance = defineOperation({
  name: 'GetDefaultKmsInstance',
  input: Type.Object({}),
  // Absent where there is none. @NOTE unverified
  run: async ({ settings }) => ({ DefaultKmsInstanceId: settings.instances[0]?.id }),
});
