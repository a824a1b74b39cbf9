import { Type } from '@sinclair/typebox';

import { THING_EXISTS } from '../../errors/rejections.ts';
import { resourceArn } from '../../instances/instance.ts';
import {
  accessRulesFromWire,
  permissionsFromWire,
  resourcesFromWire,
  ThingName,
} from '../../instances/instance-input.ts';
import { POLICIES } from '../../instances/instance-policy.ts';
import { createThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const CreatePolicy = defineOperation({
  name: 'CreatePolicy',
  rejections: THING_EXISTS,
  input: Type.Object({
    Name: ThingName,
    // The scope: an instance, which need not be there, or `shared` (example of the Terraform provider).
    KmsInstance: Type.Optional(Type.String()),
    Permissions: Type.String(),
    Resources: Type.String(),
    AccessControlRules: Type.Optional(Type.String()),
    Description: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:CreatePolicy'),
  async run(context, { Name: name, KmsInstance: kmsInstance = '', Description: description = '', ...request }) {
    const permissions = permissionsFromWire(request.Permissions);
    const resources = resourcesFromWire(request.Resources);
    const networkRules =
      request.AccessControlRules === undefined ? [] : accessRulesFromWire(request.AccessControlRules);
    const body = { name, description, kmsInstance, permissions, resources, networkRules };
    await createThing(context, POLICIES, { id: name, body });
    // Texts here, where DescribePolicy has lists.
    return {
      Arn: resourceArn(context, 'policy', name),
      Name: name,
      Description: description,
      KmsInstance: kmsInstance,
      Permissions: JSON.stringify(permissions),
      Resources: JSON.stringify(resources),
      AccessControlRules: JSON.stringify({ NetworkRules: networkRules }),
    };
  },
});
