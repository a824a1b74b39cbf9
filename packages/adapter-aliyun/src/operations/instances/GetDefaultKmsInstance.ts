import { Type } from '@sinclair/typebox';

import { INSTANCES } from '../../instances/instance.ts';
import { listThings } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const GetDefaultKmsInstance = defineOperation({
  name: 'GetDefaultKmsInstance',
  input: Type.Object({}),
  checks: onAnything('kms:GetDefaultKmsInstance'),
  // The first; absent where there is none. @NOTE unverified
  run: async (context) => ({ DefaultKmsInstanceId: (await listThings(context, INSTANCES))[0]?.id }),
});
