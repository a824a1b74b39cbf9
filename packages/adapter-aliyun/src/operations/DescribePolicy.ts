import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { findByName, collectFromInstances, resourceArn } from '../instances/instance.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const DescribePolicy = defineOperation({
  name: 'DescribePolicy',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DescribePolicy'),
  async run(context, { Name }) {
    const all = collectFromInstances(context, ({ id, policies }) =>
      policies?.map((policy) => ({ ...policy, instance: id })),
    );
    const {
      name,
      instance,
      description = '',
      permissions = [],
      resources = [],
      network_rules = [],
    } = findByName(all, Name);
    return {
      Arn: resourceArn(context, 'policy', name),
      Name: name,
      Description: description,
      KmsInstance: instance,
      // Plain lists here, and JSON text there.
      Permissions: permissions,
      Resources: resources,
      AccessControlRules: JSON.stringify({ NetworkRules: network_rules }),
    };
  },
});
