import { Type } from '@sinclair/typebox';

import { addressesFromWire } from '../../instances/instance-input.ts';
import { changeThing } from '../../instances/instance-records.ts';
import { NETWORK_RULES } from '../../instances/network-rule.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const UpdateNetworkRule = defineOperation({
  name: 'UpdateNetworkRule',
  input: Type.Object({
    Name: Type.String(),
    Description: Type.Optional(Type.String()),
    SourcePrivateIp: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:UpdateNetworkRule'),
  async run(context, { Name, Description, SourcePrivateIp }) {
    const changed = {
      ...(Description !== undefined && { description: Description }),
      ...(SourcePrivateIp !== undefined && { sourcePrivateIp: addressesFromWire(SourcePrivateIp) }),
    };
    await changeThing(context, NETWORK_RULES, Name, (rule) => ({ ...rule, ...changed }));
    return {};
  },
});
