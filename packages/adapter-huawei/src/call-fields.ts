import type { CallFields } from '@dragoman/protocol-kit';

import { LABEL_NAMES, LATEST } from './names.ts';

/** What the fields of inputs are for. */
export const callFields: CallFields = {
  parts: ['path', 'query', 'body'],
  silent: new Set(['secret_name', 'secret_id', 'resource_id', 'key_id', 'event_name', 'name', 'key_alias', 'sequence']),
  names: { secret_name_list: namesIn, secrets: namesIn },
  version: new Set(['version_id']),
  latest: LATEST,
  stage: new Set(['stage_name', 'version_stages']),
  builtInStages: [LABEL_NAMES.current, LABEL_NAMES.previous, 'SYSPENDING'],
  page: new Set(['limit', 'marker', 'offset']),
};

/** Of a list of names, or of objects with a name. */
function namesIn(value: unknown): readonly string[] {
  const entries = Array.isArray(value) ? (value as unknown[]) : [];
  return entries
    .map((entry) => (typeof entry === 'string' ? entry : (entry as { readonly name?: unknown } | null)?.name))
    .filter((name) => typeof name === 'string');
}
