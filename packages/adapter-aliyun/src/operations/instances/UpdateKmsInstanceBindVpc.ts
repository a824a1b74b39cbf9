import { Type } from '@sinclair/typebox';

import { rejection } from '../../errors/rejections.ts';
import { onInstance } from '../../instance-checks.ts';
import { changeInstance, usedVpcs } from '../../instances/instance.ts';
import { vpcsFromWire } from '../../instances/instance-input.ts';
import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';

/** By GET, as the metadata of 2024 and Terraform have it, or by POST, as alibabacloud-kms20160120 3.3.1 for Python. */
export const UpdateKmsInstanceBindVpc = defineOperation({
  name: 'UpdateKmsInstanceBindVpc',
  input: Type.Object({ KmsInstanceId: Type.String(), BindVpcs: Type.String() }),
  checks: onInstance('kms:UpdateKmsInstanceBindVpc'),
  // Replaces what was bound before; each VPC, the own one counted, is one that the instance is bought for.
  async run(context, { KmsInstanceId, BindVpcs }) {
    const boundVpcs = vpcsFromWire(BindVpcs);
    await changeInstance(context, KmsInstanceId, (instance) => {
      if (instance.status !== 'Connected') throw rejection('instanceState', HELP.notConnectedYet({ KmsInstanceId }));
      if (usedVpcs({ ...instance, boundVpcs }) > instance.vpcNum)
        throw rejection('instanceQuota', HELP.boughtForVpcs({ KmsInstanceId, vpcNum: instance.vpcNum }));
      return { ...instance, boundVpcs };
    });
    return {};
  },
});
