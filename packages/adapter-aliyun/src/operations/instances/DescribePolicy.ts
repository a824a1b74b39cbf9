import { Type } from '@sinclair/typebox';

import { resourceArn } from '../../instances/instance.ts';
import { POLICIES } from '../../instances/instance-policy.ts';
import { loadThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DescribePolicy = defineOperation({
  name: 'DescribePolicy',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribePolicy'),
  async run(context, { Name }) {
    const { name, description, kmsInstance, permissions, resources, networkRules } = await loadThing(
      context,
      POLICIES,
      Name,
    );
    return {
      Arn: resourceArn(context, 'policy', name),
      Name: name,
      Description: description,
      KmsInstance: kmsInstance,
      // Plain lists here, and JSON text there.
      Permissions: permissions,
      Resources: resources,
      AccessControlRules: JSON.stringify({ NetworkRules: networkRules }),
    };
  },
});
