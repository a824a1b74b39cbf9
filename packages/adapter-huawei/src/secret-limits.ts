import type { Secret, SecretLimits, LimitRule, Tag } from '@dragoman/core';

import {
  LABEL_NAMES,
  MAX_DESCRIPTION_BYTES,
  MAX_STAGES,
  MAX_VALUE_BYTES,
  NAME_PATTERN,
  STAGE_PATTERN,
} from './names.ts';
import type { HuaweiSettings } from './settings.ts';
import { isTag } from './wire/csms/tags.ts';

const NAME = new RegExp(NAME_PATTERN);
const STAGE = new RegExp(STAGE_PATTERN);
const MAX_NAME = 64;
const MAX_VERSIONS = 20;
const RESERVED: ReadonlySet<string> = new Set([LABEL_NAMES.current, LABEL_NAMES.previous]);

/** What CSMS could hold of a secret, as CreateSecret and CreateSecretVersion take it under these settings. */
export function huaweiSecretLimits(settings: Pick<HuaweiSettings, 'strict_names' | 'value_limit'>): SecretLimits {
  const valueBytes = MAX_VALUE_BYTES[settings.value_limit];
  return {
    name: ({ name }) => nameRule(name, settings),
    descriptionBytes: MAX_DESCRIPTION_BYTES,
    versions: MAX_VERSIONS,
    labels: MAX_STAGES,
    label: (name) => (RESERVED.has(name) ? 'LABEL-RESERVED' : STAGE.test(name) ? null : 'LABEL-CHARSET'),
    tag: tagRule,
    value: (data) => (Buffer.byteLength(data) > valueBytes ? 'VALUE-SIZE' : null),
  };
}

function nameRule(name: Secret['name'], { strict_names }: Pick<HuaweiSettings, 'strict_names'>): LimitRule | null {
  if (NAME.test(name)) return strict_names && name.includes('.') ? 'NAME-DOT' : null;
  return Array.from(name).length > MAX_NAME ? 'NAME-LENGTH' : 'NAME-CHARSET';
}

function tagRule(tag: Tag): LimitRule | null {
  if (tag.key.startsWith('_sys_')) return 'TAG-RESERVED';
  return isTag(tag) ? null : 'TAG-CHARSET';
}
