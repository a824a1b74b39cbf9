import { listSecretsByCreation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { INSTANCE_DEFAULTS } from '../instances.ts';
import { defineOperation } from '../operation.ts';
import { oneOf } from '../wire/fields.ts';
import { instanceFromWire } from '../wire/instance.ts';
import { instanceIdOf } from '../wire/secret-attributes.ts';

export const GetKmsInstanceQuotaInfos = defineOperation({
  name: 'GetKmsInstanceQuotaInfos',
  input: Type.Object({ KmsInstanceId: Type.String(), ResourceType: Type.Optional(oneOf('key', 'secret', 'qps', 'vpc')) }),
  async run(context, request) {
    const instance = { ...INSTANCE_DEFAULTS, ...instanceFromWire(context, request.KmsInstanceId) };
    const { total } = await listSecretsByCreation(context.services, context.vault, { offset: 0, limit: 0, where: (secret) => instanceIdOf(secret) === instance.id });
    const quotas = [
      // No key is bound to an instance here, and nobody counts calls.
      { ResourceType: 'key', ResourceQuota: instance.key_num, UsedQuantity: 0 },
      { ResourceType: 'secret', ResourceQuota: instance.secret_num, UsedQuantity: total },
      { ResourceType: 'qps', ResourceQuota: instance.spec, UsedQuantity: 0 },
      { ResourceType: 'vpc', ResourceQuota: instance.vpc_num, UsedQuantity: instance.vpc_id === '' ? 0 : 1 },
    ];
    // A plain list, with no item level of its own.
    return { KmsInstanceId: instance.id, KmsInstanceQuotaInfos: quotas.filter(({ ResourceType }) => (request.ResourceType ?? ResourceType) === ResourceType) };
  },
});
