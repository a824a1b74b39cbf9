import { Type } from '@sinclair/typebox';

import { listThings } from '../../instances/instance-records.ts';
import { NETWORK_RULES } from '../../instances/network-rule.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../../wire/paging.ts';

export const ListNetworkRules = defineOperation({
  name: 'ListNetworkRules',
  input: Type.Object(paging),
  checks: onAnything('kms:ListNetworkRules'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const rules = await listThings(context, NETWORK_RULES);
    const listed = pageOf(rules, page).map(({ id }) => ({ Type: 'Private', Name: id }));
    return { NetworkRules: { NetworkRule: listed }, ...pageToWire(page, rules.length) };
  },
});
