import { Type } from '@sinclair/typebox';

import { onInstance } from '../../instance-checks.ts';
import { changeInstance } from '../../instances/instance.ts';
import { defineOperation } from '../../operation.ts';

/** As the Terraform provider calls it; no page documents it. */
export const UpdateKmsInstance = defineOperation({
  name: 'UpdateKmsInstance',
  input: Type.Object({ KmsInstanceId: Type.String(), InstanceName: Type.String({ minLength: 1 }) }),
  checks: onInstance('kms:UpdateKmsInstance'),
  async run(context, { KmsInstanceId, InstanceName: name }) {
    await changeInstance(context, KmsInstanceId, (instance) => ({ ...instance, name }));
    return {};
  },
});
