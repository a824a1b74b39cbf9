import { type Answer, PROJECT, type Environment, nestedProblem } from './environment.ts';

export const KMS = `/v1.0/${PROJECT}/kms`;
export const UNKNOWN_KEY = '00000000-0000-4000-8000-00000000ffff';
export const DAY = 86_400_000;

export interface KeyRow {
  readonly key_id: string;
  readonly key_alias: string;
  readonly key_state: string;
  readonly key_spec: string;
  readonly key_usage: string;
  readonly key_description: string;
  readonly default_key_flag: string;
  readonly scheduled_deletion_date: string;
  readonly expiration_time: string;
  readonly key_rotation_enabled: string;
}

interface AliasRow {
  readonly alias: string;
  readonly key_id: string;
}

export interface AliasList {
  readonly aliases: readonly AliasRow[];
  readonly page_info: { readonly next_marker: string };
}

interface GrantRow {
  readonly grant_id: string;
  readonly name: string;
}

/** What bodies of KMS hold; which of it, the test says. */
interface KmsBody {
  readonly key_info: KeyRow;
  readonly key_id: string;
  readonly keys: readonly string[];
  readonly key_details: readonly KeyRow[];
  readonly next_marker: string;
  readonly truncated: string;
  readonly total: number;
  readonly random_data: string;
  readonly key_rotation_enabled: boolean;
  readonly rotation_interval: number;
  readonly number_of_rotations: number;
  readonly plain_text: string;
  readonly plain_text_base64: string;
  readonly cipher_text: string;
  readonly data_key: string;
  readonly signature: string;
  readonly public_key: string;
  readonly mac: string;
  readonly import_token: string;
  readonly grant_id: string;
  readonly grants: readonly GrantRow[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly resources: readonly { readonly resource_id: string; readonly resource_name: string }[] | null;
  readonly total_count: number;
  readonly instance_num: number;
}

interface KmsAnswer extends Omit<Answer, 'json'> {
  readonly json: KmsBody;
}

/** Posts to an operation of KMS, signed. */
export async function post(environment: Environment, name: string, body?: unknown): Promise<KmsAnswer> {
  return (await environment.call('POST', `${KMS}/${name}`, body)) as unknown as KmsAnswer;
}

/** The status and code of an error. */
export async function rejected(
  environment: Environment,
  name: string,
  body?: unknown,
): Promise<readonly [number, string]> {
  return nestedProblem(await environment.call('POST', `${KMS}/${name}`, body));
}

/** Makes a key and answers its id. */
export async function newKey(environment: Environment, alias = 'demo', more: object = {}): Promise<string> {
  const { status, text, json } = await post(environment, 'create-key', { key_alias: alias, ...more });
  if (status !== 200) throw new Error(text);
  return json.key_info.key_id;
}

export async function describeKey(environment: Environment, keyId: string): Promise<KeyRow> {
  return (await post(environment, 'describe-key', { key_id: keyId })).json.key_info;
}

/** The id of the default key of CSMS, which a secret needs. */
export async function defaultKeyId(environment: Environment): Promise<string> {
  await environment.call('POST', `/v1/${PROJECT}/secrets`, {
    name: `needs-key-${environment.outcomes.length}`,
    secret_string: 'v',
  });
  const { json } = await post(environment, 'list-keys', {});
  return json.key_details.find(({ default_key_flag: flag }) => flag === '1')?.key_id ?? '';
}
