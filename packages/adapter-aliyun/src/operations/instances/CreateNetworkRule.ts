import { Type } from '@sinclair/typebox';

import { THING_EXISTS } from '../../errors/rejections.ts';
import { resourceArn } from '../../instances/instance.ts';
import { addressesFromWire, ThingName } from '../../instances/instance-input.ts';
import { createThing } from '../../instances/instance-records.ts';
import { NETWORK_RULES } from '../../instances/network-rule.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { oneOf } from '../../wire/fields.ts';

export const CreateNetworkRule = defineOperation({
  name: 'CreateNetworkRule',
  rejections: THING_EXISTS,
  input: Type.Object({
    Name: ThingName,
    Type: oneOf('Private'),
    Description: Type.Optional(Type.String()),
    SourcePrivateIp: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:CreateNetworkRule'),
  async run(context, { Name: name, Type: type, Description: description = '', SourcePrivateIp }) {
    const sourcePrivateIp = SourcePrivateIp === undefined ? [] : addressesFromWire(SourcePrivateIp);
    await createThing(context, NETWORK_RULES, { id: name, body: { name, description, sourcePrivateIp } });
    return {
      Arn: resourceArn(context, 'network', name),
      Name: name,
      Type: type,
      Description: description,
      SourcePrivateIp: JSON.stringify(sourcePrivateIp),
    };
  },
});
