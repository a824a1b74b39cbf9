import { Type } from '@sinclair/typebox';

import { POLICIES } from '../../instances/instance-policy.ts';
import { deleteThing } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DeletePolicy = defineOperation({
  name: 'DeletePolicy',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DeletePolicy'),
  // Whoever relied on it loses access (page "Manage AAPs").
  async run(context, { Name }) {
    await deleteThing(context, POLICIES, Name);
    return {};
  },
});
