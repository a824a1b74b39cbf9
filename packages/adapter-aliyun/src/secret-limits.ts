import type { Secret, SecretLimits, LimitRule, Tag } from '@dragoman/core';

import { LABEL_NAMES, MAX_SECRET_DATA_BYTES, VERSIONING } from './names.ts';
import { isManaged } from './secrets/secret-attributes.ts';
import { isTagKey, isTagValue, MAX_TAG_CHARACTERS } from './wire/tags.ts';

const NAME = /^[A-Za-z0-9_/+=.@\p{Script=Han}-]+$/u;
const MAX_NAME = 192;
const MAX_HAN = 64;
const RESERVED: ReadonlySet<string> = new Set([LABEL_NAMES.current, LABEL_NAMES.previous]);

/** What KMS could hold of a secret, as CreateSecret and PutSecretValue take it. */
export const aliyunSecretLimits: SecretLimits = {
  name: nameRule,
  descriptionBytes: null,
  versions: VERSIONING.versionLimit ?? Number.MAX_SAFE_INTEGER,
  labels: VERSIONING.labelLimit,
  label: (name) => (RESERVED.has(name) ? 'LABEL-RESERVED' : null),
  tag: tagRule,
  value: valueRule,
};

function nameRule(secret: Secret): LimitRule | null {
  const { name } = secret;
  if (name.startsWith('acs/') && !isManaged(secret)) return 'NAME-RESERVED';
  if ((name.match(/\p{Script=Han}/gu) ?? []).length > MAX_HAN) return 'NAME-HAN';
  if (!NAME.test(name)) return 'NAME-CHARSET';
  return Array.from(name).length > MAX_NAME ? 'NAME-LENGTH' : null;
}

function tagRule({ key, value }: Tag): LimitRule | null {
  if (/^(aliyun|acs:)/.test(key)) return 'TAG-RESERVED';
  if (isTagKey(key) && isTagValue(value)) return null;
  return Array.from(value).length > MAX_TAG_CHARACTERS ? 'TAG-LENGTH' : 'TAG-CHARSET';
}

function valueRule(data: string): LimitRule | null {
  if (data === '') return 'VALUE-EMPTY';
  return Buffer.byteLength(data) > MAX_SECRET_DATA_BYTES ? 'VALUE-SIZE' : null;
}
