import type { LoadStep } from './load-steps.ts';
import { quote } from './shell-quote.ts';

/**
 * Parameters go into a JSON file by their place in the request, and the file's name must end in `.json` (KooCLI:
 * usermanual-hcli/hcli_05_12 and hcli_faq/hcli_19_004).
 */
export const KOOCLI_PREAMBLE = `work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# koocli <operation> <parameters as JSON> [<field of the value> <file of the value>]
koocli() {
  local file="$work/parameters.json"
  if [ $# -gt 2 ]; then
    jq -n --argjson given "$2" --arg field "$3" --rawfile value "$4" '$given | .body[$field] = $value' >"$file"
  else
    printf '%s' "$2" >"$file"
  fi
  hcloud CSMS "$1" --cli-jsonInput="$file"
  rm -f "$file"
}

# tag_secret <name> <body as JSON>: tags are put on a secret by its id.
tag_secret() {
  local id
  id=$(koocli ShowSecret "$(jq -nc --arg name "$1" '{path:{secret_name:$name}}')" | jq -er '.secret.id')
  koocli BatchCreateOrDeleteTags "$(jq -nc --arg id "$id" --argjson body "$2" '{path:{secret_id:$id},body:$body}')"
}
`;

/** A call of Huawei's CSMS through KooCLI. */
export function koocliCall({ step, op, name, ...parts }: LoadStep): string {
  const { version_id: version, type, value_ref: value, description, key_id: key, labels, tags, days } = parts;
  if (tags !== undefined) {
    const body = { action: 'create', tags: Object.entries(tags).map(([tag, text]) => ({ key: tag, value: text })) };
    return ['step', quote(step), 'tag_secret', quote(name), quote(JSON.stringify(body))].join(' ');
  }
  const [label] = labels ?? [];
  const parameters =
    op === 'CreateSecret'
      ? { body: { name, ...(description === undefined ? {} : { description }), ...keyPart(key) } }
      : {
          path: { secret_name: name, ...(label === undefined ? {} : { stage_name: label }) },
          ...(value === undefined && label === undefined && days === undefined ? {} : { body: {} }),
          ...(label === undefined ? {} : { body: { version_id: version } }),
          ...(days === undefined ? {} : { body: { recovery_window_in_days: days } }),
        };
  const file = value === undefined ? [] : [fieldOf(type), `"$DRAGOMAN_VALUES"/${quote(value.file)}`];
  return ['step', quote(step), 'koocli', op, quote(JSON.stringify(parameters)), ...file].join(' ');
}

function keyPart(key: string | undefined): { kms_key_id?: string } {
  return key === undefined ? {} : { kms_key_id: key };
}

function fieldOf(type: string | undefined): string {
  return type === 'binary' ? 'secret_binary' : 'secret_string';
}
