import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { findByName, collectFromInstances, resourceArn } from '../instances/instance.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const DescribeNetworkRule = defineOperation({
  name: 'DescribeNetworkRule',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribeNetworkRule'),
  async run(context, { Name }) {
    const {
      name,
      description = '',
      source_private_ip = [],
    } = findByName(
      collectFromInstances(context, ({ network_rules }) => network_rules),
      Name,
    );
    // The one type there is; the addresses are a list as JSON text.
    return {
      Arn: resourceArn(context, 'network', name),
      Type: 'Private',
      Description: description,
      SourcePrivateIp: JSON.stringify(source_private_ip),
    };
  },
});
