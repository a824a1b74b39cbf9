import { listKeys, listSecretsByCreation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { loadInstance } from '../../instances/instance.ts';
import { keyInstanceOf } from '../../keys/key-metadata.ts';
import { defineOperation } from '../../operation.ts';
import { instanceIdOf } from '../../secrets/secret-attributes.ts';
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
    const { services, vault } = context;
    const counted = { offset: 0, limit: 0 };
    const keys = await listKeys(services, vault, { ...counted, where: (key) => keyInstanceOf(key) === instance.id });
    const secrets = await listSecretsByCreation(services, vault, {
      ...counted,
      where: (secret) => instanceIdOf(secret) === instance.id,
    });
    const vpcs = (instance.vpcId === '' ? 0 : 1) + instance.boundVpcs.length;
    const quotas = [
      { ResourceType: 'key', ResourceQuota: instance.keyNum, UsedQuantity: keys.total },
      { ResourceType: 'secret', ResourceQuota: instance.secretNum, UsedQuantity: secrets.total },
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
