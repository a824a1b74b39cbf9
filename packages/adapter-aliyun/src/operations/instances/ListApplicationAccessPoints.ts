import { Type } from '@sinclair/typebox';

import { ACCESS_POINTS } from '../../instances/access-point.ts';
import { listThings } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../../wire/paging.ts';

export const ListApplicationAccessPoints = defineOperation({
  name: 'ListApplicationAccessPoints',
  input: Type.Object(paging),
  checks: onAnything('kms:ListApplicationAccessPoints'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const points = await listThings(context, ACCESS_POINTS);
    const listed = pageOf(points, page).map(({ id }) => ({ Name: id, AuthenticationMethod: 'ClientKey' }));
    return { ApplicationAccessPoints: { ApplicationAccessPoint: listed }, ...pageToWire(page, points.length) };
  },
});
