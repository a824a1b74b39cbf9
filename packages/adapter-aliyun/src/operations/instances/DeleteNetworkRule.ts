import { Type } from '@sinclair/typebox';

import { deleteThing } from '../../instances/instance-records.ts';
import { NETWORK_RULES } from '../../instances/network-rule.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';

export const DeleteNetworkRule = defineOperation({
  name: 'DeleteNetworkRule',
  input: Type.Object({ Name: Type.String() }),
  checks: onAnything('kms:DeleteNetworkRule'),
  // Policies may name it: they go on naming it (page "Manage AAPs" warns of it).
  async run(context, { Name }) {
    await deleteThing(context, NETWORK_RULES, Name);
    return {};
  },
});
