import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { findByName, collectFromInstances, resourceArn } from '../instances/instance.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const DescribeApplicationAccessPoint = defineOperation({
  name: 'DescribeApplicationAccessPoint',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribeApplicationAccessPoint'),
  async run(context, { Name }) {
    const {
      name,
      description = '',
      policies = [],
    } = findByName(
      collectFromInstances(context, ({ access_points }) => access_points),
      Name,
    );
    return {
      Arn: resourceArn(context, 'applicationaccesspoint', name),
      Name: name,
      Description: description,
      AuthenticationMethod: 'ClientKey',
      // A list as JSON text.
      Policies: JSON.stringify(policies),
    };
  },
});
