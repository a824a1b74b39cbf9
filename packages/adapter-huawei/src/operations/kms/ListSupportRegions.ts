import { REGIONS, unchecked } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { numberFromWire } from '../../wire/kms/input.ts';
import { KMS } from './define.ts';

const Query = Type.Object({ limit: Type.String({ default: '1000' }), offset: Type.String({ default: '0' }) });

/** The regions that the service has. */
export const ListSupportRegions = defineOperation({
  ...KMS,
  name: 'KMS:ListSupportRegions',
  checks: unchecked,
  routes: [{ method: 'GET', path: '/v2/{project_id}/kms/regions' }],
  body: 'ignored',
  input: Type.Object({ query: Query }),
  async run(_context, { query }) {
    const limit = numberFromWire(query.limit, { min: 1, max: 1000, error: 'limit' });
    const offset = numberFromWire(query.offset, { min: 0, max: Number.MAX_SAFE_INTEGER, error: 'offset' });
    return Promise.resolve({ regions: REGIONS.slice(offset, offset + limit) });
  },
});
