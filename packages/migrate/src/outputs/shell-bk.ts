import type { LoadStep } from './load-steps.ts';
import { quote } from './shell-quote.ts';

/** JOB answers every rejection with status 200 and a code. */
export const JOB_PREAMBLE = `
: "\${BK_JOB_URL:?set it to JOB at the API gateway, such as https://bk-job.example.com/prod}"
: "\${BK_APP_CODE:?}" "\${BK_APP_SECRET:?}" "\${BK_USERNAME:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# create_credential <fields as JSON> <file of its slots, as JSON>
create_credential() {
  jq -n --argjson given "$1" --slurpfile slots "$2" \\
    '{bk_scope_type: env.BK_SCOPE_TYPE, bk_scope_id: env.BK_SCOPE_ID} + $given + $slots[0]' >"$work/body.json"
  jq -nr '{bk_app_code: env.BK_APP_CODE, bk_app_secret: env.BK_APP_SECRET, bk_username: env.BK_USERNAME}
    | "header = " + ("X-Bkapi-Authorization: " + tojson | tojson),
      "header = \\"Content-Type: application/json\\"",
      "url = " + (env.BK_JOB_URL + "/api/v3/create_credential" | tojson)' >"$work/curl.conf"
  curl --fail-with-body --silent --show-error --config "$work/curl.conf" \\
    --data-binary @"$work/body.json" >"$work/answer.json"
  jq -e '.code == 0' "$work/answer.json" >/dev/null || { jq -r '.message' "$work/answer.json" >&2; exit 1; }
  rm -f "$work"/*
}
`;

/** A credential of JOB's, made through its API gateway. */
export function jobCall({ step, name, type, description, value_ref: value }: LoadStep): string {
  const fields = { name, type, ...(description === undefined ? {} : { description }) };
  const file = `"$DRAGOMAN_VALUES"/${quote(value?.file ?? '')}`;
  return ['step', quote(step), 'create_credential', quote(JSON.stringify(fields)), file].join(' ');
}
