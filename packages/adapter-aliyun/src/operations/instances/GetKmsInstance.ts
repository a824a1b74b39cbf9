import { Type } from '@sinclair/typebox';

import { loadInstance } from '../../instances/instance.ts';
import { instanceToWire } from '../../instances/instance-to-wire.ts';
import { defineOperation } from '../../operation.ts';
import { onInstance } from '../../instance-checks.ts';

export const GetKmsInstance = defineOperation({
  name: 'GetKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String() }),
  checks: onInstance('kms:GetKmsInstance'),
  run: async (context, { KmsInstanceId }) => ({
    KmsInstance: instanceToWire(await loadInstance(context, KmsInstanceId), context),
  }),
});
