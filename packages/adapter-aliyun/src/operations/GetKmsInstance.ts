import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { instanceFromWire, instanceToWire } from '../instances/instance.ts';
import { onInstance } from '../instances/instance-checks.ts';

export const GetKmsInstance = defineOperation({
  name: 'GetKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String() }),
  checks: onInstance('kms:GetKmsInstance'),
  run: async (context, { KmsInstanceId }) => ({
    KmsInstance: instanceToWire(instanceFromWire(context, KmsInstanceId), context),
  }),
});
