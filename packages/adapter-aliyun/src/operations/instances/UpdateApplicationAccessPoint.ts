import { Type } from '@sinclair/typebox';

import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { policiesFromWire } from '../../instances/instance-input.ts';
import { changeThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const UpdateApplicationAccessPoint = defineOperation({
  name: 'UpdateApplicationAccessPoint',
  input: Type.Object({
    Name: Type.String(),
    Policies: Type.Optional(Type.String()),
    Description: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:UpdateApplicationAccessPoint'),
  async run(context, { Name, Policies, Description }) {
    const changed = {
      ...(Description !== undefined && { description: Description }),
      ...(Policies !== undefined && { policies: policiesFromWire(Policies) }),
    };
    await changeThing(context, ACCESS_POINTS, Name, (point) => ({ ...point, ...changed }));
    return {};
  },
});
