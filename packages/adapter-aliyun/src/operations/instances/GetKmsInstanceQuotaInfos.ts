import { Type } from '@sinclair/typebox';

import { countedContents } from '../../instance-contents.ts';
import { loadInstance, usedVpcs } from '../../instances/instance.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { oneOf } from '../../wire/fields.ts';

export const GetKmsInstanceQuotaInfos = defineOperation({
  name: 'GetKmsInstanceQuotaInfos',
  input: Type.Object({
    KmsInstanceId: Type.String(),
    ResourceType: Type.Optional(oneOf('key', 'secret', 'qps', 'vpc')),
  }),
  checks: onAnything('kms:GetKmsInstanceQuotaInfos'),
  async run(context, request) {
    const instance = await loadInstance(context, request.KmsInstanceId);
    const { keys, secrets } = await countedContents(context, instance.id);
    const vpcs = usedVpcs(instance);
    const quotas = [
      { ResourceType: 'key', ResourceQuota: instance.keyNum, UsedQuantity: keys },
      { ResourceType: 'secret', ResourceQuota: instance.secretNum, UsedQuantity: secrets },
      // Nobody counts calls.
      { ResourceType: 'qps', ResourceQuota: instance.spec, UsedQuantity: 0 },
      { ResourceType: 'vpc', ResourceQuota: instance.vpcNum, UsedQuantity: vpcs },
    ];
    // A plain list, with no item level of its own.
    return {
      KmsInstanceId: instance.id,
      KmsInstanceQuotaInfos: quotas.filter(
        ({ ResourceType }) => (request.ResourceType ?? ResourceType) === ResourceType,
      ),
    };
  },
});
