import type { DoorInfo } from './doors.ts';

/** What of a request a command is made from. */
interface CurlRequest {
  readonly door: string | null;
  readonly operation: string | null;
  readonly method: string;
  readonly path: string | null;
  readonly resource: string | null;
}

/** Names that a resource stands for, in the routes of the vendors. */
const RESOURCE_PARTS = /\{(secret_name|secret_id|key_id|id|alias)\}/;

/** The field that names the resource, in requests of Alibaba Cloud and BlueKing. */
const RESOURCE_FIELDS: Readonly<Record<string, (operation: string) => string>> = {
  aliyun: (operation) => (/Key|Encrypt|Decrypt|Sign|Verify/.test(operation) ? 'KeyId' : 'SecretName'),
  bk: () => 'id',
};

/**
 * A command that makes such a request again. In the place of each key, token and signature stands a variable of the
 * shell: none is in the journal, and none is to be in a command.
 */
export function curlFor(request: CurlRequest, doors: readonly DoorInfo[], origin: string): string {
  const { door, operation, resource } = request;
  const route = doors.find(({ name }) => name === door)?.operations.find(({ name }) => name === operation);
  const method = route?.method ?? request.method;
  const path = (route?.path ?? request.path ?? '/').replace(RESOURCE_PARTS, encodeURIComponent(resource ?? 'NAME'));
  const filled = path.replace('{project_id}', '$PROJECT_ID').replace('{stage}', 'prod');
  const field = door === null || resource === null ? undefined : RESOURCE_FIELDS[door]?.(operation ?? '');
  const query =
    field === undefined ? '' : `${filled.includes('?') ? '&' : '?'}${field}=${encodeURIComponent(resource ?? '')}`;
  const lines = [`curl -X ${method} "${origin}${filled}${query}${signatureOf(door)}"`, ...headersOf(door)];
  return lines.join(' \\\n  ');
}

function signatureOf(door: string | null): string {
  return door === 'aliyun' ? '&Format=JSON&AccessKeyId=$ACCESS_KEY_ID&Signature=$SIGNATURE' : '';
}

function headersOf(door: string | null): string[] {
  if (door === 'huawei') return ['-H "X-Auth-Token: $TOKEN"'];
  if (door !== 'bk') return [];
  const authorization = '{\\"bk_app_code\\":\\"$BK_APP_CODE\\",\\"bk_app_secret\\":\\"$BK_APP_SECRET\\"}';
  return [`-H "X-Bkapi-Authorization: ${authorization}"`];
}
