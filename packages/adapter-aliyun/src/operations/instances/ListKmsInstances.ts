import { Type } from '@sinclair/typebox';

import { INSTANCES, resourceArn } from '../../instances/instance.ts';
import { listThings } from '../../instances/instance-records.ts';
import { defineOperation } from '../../operation.ts';
import { onAnything } from '../../secrets/secret-checks.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../../wire/paging.ts';

export const ListKmsInstances = defineOperation({
  name: 'ListKmsInstances',
  input: Type.Object(paging),
  checks: onAnything('kms:ListKmsInstances'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const instances = await listThings(context, INSTANCES);
    const listed = pageOf(instances, page).map(({ id }) => ({
      KmsInstanceId: id,
      KmsInstanceArn: resourceArn(context, 'keystore', id),
    }));
    return { KmsInstances: { KmsInstance: listed }, ...pageToWire(page, instances.length) };
  },
});
