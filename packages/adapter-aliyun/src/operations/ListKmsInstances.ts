import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { resourceArn } from '../instances/instance.ts';
import { INSTANCE_PAGE_SIZE, pageFromWire, pageOf, pageToWire, paging } from '../wire/paging.ts';
import { onAnything } from '../secrets/secret-checks.ts';

export const ListKmsInstances = defineOperation({
  name: 'ListKmsInstances',
  input: Type.Object(paging),
  checks: onAnything('kms:ListKmsInstances'),
  async run(context, request) {
    const page = pageFromWire(request, INSTANCE_PAGE_SIZE);
    const { instances } = context.settings;
    const listed = pageOf(instances, page).map(({ id }) => ({
      KmsInstanceId: id,
      KmsInstanceArn: resourceArn(context, 'keystore', id),
    }));
    return { KmsInstances: { KmsInstance: listed }, ...pageToWire(page, instances.length) };
  },
});
