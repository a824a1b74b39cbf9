import { Type } from '@sinclair/typebox';

import { resourceArn } from '../../instances/instance.ts';
import { loadThing } from '../../instances/instance-records.ts';
import { NETWORK_RULES } from '../../instances/network-rule.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DescribeNetworkRule = defineOperation({
  name: 'DescribeNetworkRule',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribeNetworkRule'),
  async run(context, { Name }) {
    const { name, description, sourcePrivateIp } = await loadThing(context, NETWORK_RULES, Name);
    // The one type there is; the addresses are a list as JSON text.
    return {
      Arn: resourceArn(context, 'network', name),
      Type: 'Private',
      Description: description,
      SourcePrivateIp: JSON.stringify(sourcePrivateIp),
    };
  },
});
