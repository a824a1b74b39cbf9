import { listKeys, listSecretsByCreation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { INSTANCE_DEFAULTS } from '../instances/instance-settings.ts';
import { defineOperation } from '../operation.ts';
import { oneOf } from '../wire/fields.ts';
import { instanceFromWire } from '../instances/instance.ts';
import { keyInstanceOf } from '../keys/key-metadata.ts';
import { instanceIdOf } from '../secrets/secret-attributes.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const GetKmsInstanceQuotaInfos = defineOperation({
  name: 'GetKmsInstanceQuotaInfos',
  input: Type.Object({
    KmsInstanceId: Type.String(),
    ResourceType: Type.Optional(oneOf('key', 'secret', 'qps', 'vpc')),
  }),
  checks: onAnything('kms:GetKmsInstanceQuotaInfos'),
  async run(context, request) {
    const instance = { ...INSTANCE_DEFAULTS, ...instanceFromWire(context, request.KmsInstanceId) };
    const { services, vault } = context;
    const counted = { offset: 0, limit: 0 };
    const keys = await listKeys(services, vault, { ...counted, where: (key) => keyInstanceOf(key) === instance.id });
    const secrets = await listSecretsByCreation(services, vault, {
      ...counted,
      where: (secret) => instanceIdOf(secret) === instance.id,
    });
    const quotas = [
      { ResourceType: 'key', ResourceQuota: instance.key_num, UsedQuantity: keys.total },
      { ResourceType: 'secret', ResourceQuota: instance.secret_num, UsedQuantity: secrets.total },
      // Nobody counts calls.
      { ResourceType: 'qps', ResourceQuota: instance.spec, UsedQuantity: 0 },
      { ResourceType: 'vpc', ResourceQuota: instance.vpc_num, UsedQuantity: instance.vpc_id === '' ? 0 : 1 },
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
