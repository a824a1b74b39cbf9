import { type CallFields, parseBoundedJson } from '@dragoman/protocol-kit';

import { LABEL_NAMES } from './names.ts';

/** What the fields of inputs are for. */
export const callFields: CallFields = {
  parts: [],
  silent: new Set(['SecretName', 'KeyId', 'AliasName', 'KmsInstanceId', 'RegionId', 'ResourceType']),
  names: { SecretsList: namesInList, ResourceId: textsIn },
  version: new Set(['VersionId', 'KeyVersionId']),
  latest: null,
  stage: new Set(['VersionStage', 'VersionStages']),
  builtInStages: [LABEL_NAMES.current, LABEL_NAMES.previous, 'ACSPending'],
  page: new Set(['PageNumber', 'PageSize', 'NextToken']),
};

/** Of `[{"SecretName":"a"}]`; a text that is no such list is the operation's to reject. */
function namesInList(value: unknown): readonly string[] {
  try {
    const entries: unknown = parseBoundedJson(String(value));
    return Array.isArray(entries) ? textsIn(entries.map(secretNameOf)) : [];
  } catch {
    return [];
  }
}

function secretNameOf(entry: unknown): unknown {
  return (entry as { readonly SecretName?: unknown } | null)?.SecretName;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}
