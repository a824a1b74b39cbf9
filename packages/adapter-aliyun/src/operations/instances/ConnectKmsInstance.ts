import { Type } from '@sinclair/typebox';

import { rejection } from '../../errors/rejections.ts';
import { onInstance } from '../../instance-checks.ts';
import { changeInstance } from '../../instances/instance.ts';
import { namesFromWire } from '../../instances/instance-input.ts';
import { HELP } from '../../messages/operations.ts';
import { defineOperation } from '../../operation.ts';
import { isoTime, oneOf } from '../../wire/fields.ts';

/** Connected at once: nothing here takes the minutes that KMS takes. */
export const ConnectKmsInstance = defineOperation({
  name: 'ConnectKmsInstance',
  method: 'POST',
  input: Type.Object({
    KmsInstanceId: Type.String(),
    VpcId: Type.String(),
    ZoneIds: Type.String(),
    VSwitchIds: Type.String(),
    KMProvider: oneOf('Aliyun'),
  }),
  checks: onInstance('kms:ConnectKmsInstance'),
  async run(context, { KmsInstanceId, VpcId: vpcId, ZoneIds, VSwitchIds }) {
    const zoneIds = namesFromWire('ZoneIds', ZoneIds);
    const vswitchIds = namesFromWire('VSwitchIds', VSwitchIds);
    const startedAt = isoTime(context.services.clock.now());
    await changeInstance(context, KmsInstanceId, (instance) => {
      if (instance.status !== 'Uninitialized')
        throw rejection('instanceState', HELP.connectedAlready({ KmsInstanceId }));
      return { ...instance, status: 'Connected', startedAt, vpcId, zoneIds, vswitchIds };
    });
    return {};
  },
});
