import type { Secret } from '@dragoman/core';
import { DOOR } from '@dragoman/huawei-platform';

/** What the generations of the documents call the instance in a rotation configuration. */
const INSTANCE_KEYS = ['InstanceId', 'RDSInstanceId', 'rds_instance_id'];

/** The database instance that a secret's rotation configuration names; `null` where there is none. */
export function instanceOf(secret: Secret): string | null {
  const config = secret.attributes[DOOR]?.['rotation_config'];
  const fields = typeof config === 'string' ? parse(config) : {};
  const id = INSTANCE_KEYS.map((key) => fields[key]).find((value) => typeof value === 'string');
  return id ?? null;
}

function parse(text: string): Readonly<Record<string, string>> {
  try {
    return Object(JSON.parse(text)) as Record<string, string>;
  } catch {
    return {};
  }
}
