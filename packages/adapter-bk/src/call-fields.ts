import type { CallFields } from '@dragoman/protocol-kit';

/** What the fields of inputs are for. A credential has no versions and no stages. */
export const callFields: CallFields = {
  parts: [],
  silent: new Set(['bk_scope_type', 'bk_scope_id', 'bk_biz_id', 'id']),
  names: {},
  version: new Set(),
  latest: null,
  stage: new Set(),
  builtInStages: [],
  page: new Set(['start', 'length']),
};
