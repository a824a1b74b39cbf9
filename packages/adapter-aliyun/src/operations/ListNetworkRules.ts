import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { collectFromInstances } from '../instances/instance.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../wire/paging.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const ListNetworkRules = defineOperation({
  name: 'ListNetworkRules',
  input: Type.Object(paging),
  checks: onAnything('kms:ListNetworkRules'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const rules = collectFromInstances(context, ({ network_rules }) => network_rules);
    const listed = pageOf(rules, page).map(({ name }) => ({ Type: 'Private', Name: name }));
    return { NetworkRules: { NetworkRule: listed }, ...pageToWire(page, rules.length) };
  },
});
