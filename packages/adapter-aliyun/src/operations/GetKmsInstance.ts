import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { instanceFromWire, instanceToWire } from '../instances/instance.ts';

export const GetKmsInstance = defineOperation({
  name: 'GetKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String() }),
  run: async (context, { KmsInstanceId }) => ({
    KmsInstance: instanceToWire(instanceFromWire(context, KmsInstanceId), context),
  }),
});
