import { Type } from '@sinclair/typebox';

import { THING_EXISTS } from '../../errors/rejections.ts';
import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { resourceArn } from '../../instances/instance.ts';
import { policiesFromWire, ThingName } from '../../instances/instance-input.ts';
import { createThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { oneOf } from '../../wire/fields.ts';

export const CreateApplicationAccessPoint = defineOperation({
  name: 'CreateApplicationAccessPoint',
  rejections: THING_EXISTS,
  input: Type.Object({
    Name: ThingName,
    Policies: Type.String(),
    AuthenticationMethod: Type.Optional(oneOf('ClientKey')),
    Description: Type.Optional(Type.String()),
  }),
  checks: onAnything('kms:CreateApplicationAccessPoint'),
  async run(context, { Name: name, Policies, Description: description = '' }) {
    const policies = policiesFromWire(Policies);
    await createThing(context, ACCESS_POINTS, { id: name, body: { name, description, policies } });
    return {
      Arn: resourceArn(context, 'applicationaccesspoint', name),
      Name: name,
      Description: description,
      AuthenticationMethod: 'ClientKey',
      Policies: JSON.stringify(policies),
    };
  },
});
