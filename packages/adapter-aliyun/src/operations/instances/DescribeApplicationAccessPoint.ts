import { Type } from '@sinclair/typebox';

import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { resourceArn } from '../../instances/instance.ts';
import { loadThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DescribeApplicationAccessPoint = defineOperation({
  name: 'DescribeApplicationAccessPoint',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribeApplicationAccessPoint'),
  async run(context, { Name }) {
    const { name, description, policies } = await loadThing(context, ACCESS_POINTS, Name);
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
