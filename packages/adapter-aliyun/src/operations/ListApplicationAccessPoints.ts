import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { collectFromInstances } from '../instances/instance.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../wire/paging.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const ListApplicationAccessPoints = defineOperation({
  name: 'ListApplicationAccessPoints',
  input: Type.Object(paging),
  checks: onAnything('kms:ListApplicationAccessPoints'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const points = collectFromInstances(context, ({ access_points }) => access_points);
    const listed = pageOf(points, page).map(({ name }) => ({ Name: name, AuthenticationMethod: 'ClientKey' }));
    return { ApplicationAccessPoints: { ApplicationAccessPoint: listed }, ...pageToWire(page, points.length) };
  },
});
