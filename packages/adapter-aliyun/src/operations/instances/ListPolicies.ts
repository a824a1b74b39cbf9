import { Type } from '@sinclair/typebox';

import { POLICIES } from '../../instances/instance-policy.ts';
import { listThings } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../../wire/paging.ts';

export const ListPolicies = defineOperation({
  name: 'ListPolicies',
  input: Type.Object(paging),
  checks: onAnything('kms:ListPolicies'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const policies = await listThings(context, POLICIES);
    return {
      Policies: { Policy: pageOf(policies, page).map(({ id }) => ({ Name: id })) },
      ...pageToWire(page, policies.length),
    };
  },
});
