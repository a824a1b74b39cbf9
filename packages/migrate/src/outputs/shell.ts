import type { Dialect } from '../model/direction.ts';
import type { PlanFile } from '../plan-file/schema.ts';
import type { LoadStep } from './load-steps.ts';
import { jobCall, JOB_PREAMBLE } from './shell-bk.ts';
import { koocliCall, KOOCLI_PREAMBLE } from './shell-huawei.ts';
import { quote } from './shell-quote.ts';

const PREAMBLE = `#!/usr/bin/env bash
# Give the values by: dragoman migrate exec --plan <plan> --values files … -- bash <this file>
set -euo pipefail
umask 077
: "\${DRAGOMAN_VALUES:?run this under: dragoman migrate exec --values files}"
progress=\${DRAGOMAN_LOAD_PROGRESS:-load.progress}

# A step that was done by an earlier run is not done again.
step() {
  local id=$1
  shift
  if grep -qxF -- "$id" "$progress" 2>/dev/null; then return; fi
  "$@" >/dev/null
  printf '%s\\n' "$id" >>"$progress"
}
`;

const TOOLS: Readonly<Record<Dialect, { readonly preamble: string; readonly call: (step: LoadStep) => string }>> = {
  aliyun: { preamble: '', call: aliyunCall },
  huawei: { preamble: KOOCLI_PREAMBLE, call: koocliCall },
  bk: { preamble: JOB_PREAMBLE, call: jobCall },
};

/**
 * A script of a plan's calls for the vendor's own command line: `aliyun`, `hcloud` with `jq`, or `curl` with `jq`.
 * Values come from files, and never stand in an argument.
 */
export function shellScript({ target }: Pick<PlanFile, 'target'>, steps: readonly LoadStep[]): string {
  const { preamble, call } = TOOLS[target.dialect];
  const scope = target.dialect === 'bk' ? scopeLines(target.address) : [];
  return [PREAMBLE, preamble, ...scope, ...steps.map(call), ''].join('\n');
}

function scopeLines(address: string): string[] {
  const [type, id] = address.split('/');
  if (type === undefined || id === undefined) return [': "${BK_SCOPE_TYPE:?}" "${BK_SCOPE_ID:?}"'];
  return [`export BK_SCOPE_TYPE=${quote(type)} BK_SCOPE_ID=${quote(id)}`];
}

/**
 * The suffix `-FILE` reads a parameter from a file (aliyun-cli eadd68d, openapi/rpc.go), which keeps it out of the list
 * of processes; it travels in the URL all the same, and `--dryrun` would print it.
 */
function aliyunCall({ step, op, name, ...parts }: LoadStep): string {
  const { version_id: version, type, value_ref: value, description, key_id: key, labels, tags, days } = parts;
  const given: (readonly [string, string | undefined])[] = [
    ['SecretName', name],
    [labels === undefined ? 'VersionId' : 'MoveToVersion', version],
    ['VersionStage', labels?.[0]],
    ['SecretDataType', type === 'binary' ? type : undefined],
    ['Description', description],
    ['EncryptionKeyId', key],
    ['Tags', tags === undefined ? undefined : JSON.stringify(tagList(tags))],
    ['RecoveryWindowInDays', days === undefined ? undefined : String(days)],
  ];
  const args = given.flatMap(([flag, text]) => (text === undefined ? [] : [`--${flag}`, quote(text)]));
  const file = value === undefined ? [] : ['--SecretData-FILE', `"$DRAGOMAN_VALUES"/${quote(value.file)}`];
  return ['step', quote(step), 'aliyun', 'kms', op, ...args, ...file].join(' ');
}

function tagList(tags: Readonly<Record<string, string>>): { TagKey: string; TagValue: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ TagKey: key, TagValue: value }));
}
