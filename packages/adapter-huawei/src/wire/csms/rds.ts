import { type Secret, type SecretValue, parseQuotedJson } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../../messages.ts';

/**
 * The type for accounts of RDS that the service rotates by itself (CreateSecret, documents of 2023). Types whose
 * secrets a function rotates came after it.
 */
export const RDS = 'RDS';

export function isRds(secret: Secret): boolean {
  return secret.attributes[DOOR]?.['secret_type'] === RDS;
}

/**
 * Checks the value of an RDS secret: `{"users":[{"name":"","password":""}]}`, which the page prints in single quotes,
 * or the Base64 of it as a binary value.
 * @throws InvalidInputError
 */
export function checkRdsValue({ type, data }: SecretValue): void {
  const value = objectIn(type === 'text' ? data : Buffer.from(data, 'base64').toString());
  const users = value?.['users'];
  if (Array.isArray(users) && users.length > 0 && users.every(isAccount)) return;
  throw new InvalidInputError(
    type === 'text' ? 'body.secret_string' : 'body.secret_binary',
    'rds-value',
    HELP.rdsValue,
  );
}

/**
 * A rotation configuration as it is shown, from how it is given.
 * @param config `{"rds_instance_id":"","Secret_sub_type":""}`, or under the names that are shown
 * @returns `{"RDSInstanceId":"","SecretSubType":""}`
 * @throws InvalidInputError
 */
export function rdsConfigFromWire(config: string): string {
  const { rdsinstanceid: id, secretsubtype: subType, ...unknown } = byPlainName(objectIn(config) ?? {});
  const isSubType = subType === 'SingleUser' || subType === 'MultiUser';
  if (typeof id === 'string' && id !== '' && isSubType && Object.keys(unknown).length === 0)
    return JSON.stringify({ RDSInstanceId: id, SecretSubType: subType });
  throw new InvalidInputError('body.rotation_config', 'rds-config', HELP.rdsConfig);
}

type Fields = Readonly<Record<string, unknown>>;

function byPlainName(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name.replaceAll('_', '').toLowerCase(), value]),
  );
}

function isAccount(user: unknown): boolean {
  const { name, password } = Object(user) as { readonly name?: unknown; readonly password?: unknown };
  return typeof name === 'string' && typeof password === 'string';
}

function objectIn(text: string): Fields | null {
  const value = parseQuotedJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}
