import { Type } from '@sinclair/typebox';

import { accessRulesFromWire, permissionsFromWire, resourcesFromWire } from '../../instances/instance-input.ts';
import { POLICIES } from '../../instances/instance-policy.ts';
import { changeThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const UpdatePolicy = defineOperation({
  name: 'UpdatePolicy',
  input: Type.Object({
    Name: Type.String(),
    Permissions: Type.Optional(Type.String()),
    Resources: Type.Optional(Type.String()),
    AccessControlRules: Type.Optional(Type.String()),
    Description: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:UpdatePolicy'),
  // Neither the name nor the scope can be changed.
  async run(context, { Name, Permissions, Resources, AccessControlRules, Description }) {
    const changed = {
      ...(Description !== undefined && { description: Description }),
      ...(Permissions !== undefined && { permissions: permissionsFromWire(Permissions) }),
      ...(Resources !== undefined && { resources: resourcesFromWire(Resources) }),
      ...(AccessControlRules !== undefined && { networkRules: accessRulesFromWire(AccessControlRules) }),
    };
    await changeThing(context, POLICIES, Name, (policy) => ({ ...policy, ...changed }));
    return {};
  },
});
