import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { collectFromInstances } from '../instances/instance.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../wire/paging.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const ListPolicies = defineOperation({
  name: 'ListPolicies',
  input: Type.Object(paging),
  checks: onAnything('kms:ListPolicies'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const policies = collectFromInstances(context, (instance) => instance.policies);
    return {
      Policies: { Policy: pageOf(policies, page).map(({ name }) => ({ Name: name })) },
      ...pageToWire(page, policies.length),
    };
  },
});
