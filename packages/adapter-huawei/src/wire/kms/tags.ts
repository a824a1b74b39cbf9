import { type CustomerKey, type Tag, changeKey, withTags } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { kmsError } from '../../errors/kms.ts';
import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { loadLivingKey } from './key.ts';

/** How many tags a key carries. */
export const MAX_KEY_TAGS = 20;

/** No control character, and none of the few that the definition forbids. */
const TEXT = '^[^\\u0000-\\u001f*<>\\\\=]*$';

export const MAX_TAG_KEY = 36;
export const MAX_TAG_VALUE = 43;

/** A tag as requests give it; shorter than those of secrets. */
export const keyTagField = Type.Object({
  key: Type.String({ minLength: 1, maxLength: MAX_TAG_KEY, pattern: TEXT }),
  value: Type.String({ maxLength: MAX_TAG_VALUE, pattern: TEXT, default: '' }),
});

/** The errors of the fields of a tag, wherever in the body it stands. */
export function tagErrors(path: string) {
  return {
    [`${path}.key:minLength`]: 'tagKeyLength',
    [`${path}.key:maxLength`]: 'tagKeyLength',
    [`${path}.key`]: 'tagKey',
    [`${path}.value:maxLength`]: 'tagValueLength',
    [`${path}.value`]: 'tagValue',
  } as const;
}

/**
 * The tags with further ones. A key that is there, with whatever value, is rejected: the service answers so what
 * Terraform sends for a key whose deletion was cancelled (terraform-provider-opentelekomcloud #2802).
 * @NOTE unverified: that a single tag, and a tag that comes twice in one request, are rejected likewise
 * @throws VendorError KMS.0406
 * @throws DomainError `tag-quota-exceeded`
 */
export function addKeyTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const keys = [...tags, ...added].map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw kmsError('tagKey', HELP.tagExists);
  return withTags(tags, added, MAX_KEY_TAGS);
}

/**
 * Changes the tags of a key that somebody made.
 * @throws VendorError KMS.0210, KMS.0211
 * @throws DomainError `key-not-found`, and what `decide` throws
 */
export async function changeKeyTags(
  context: Pick<HuaweiContext, 'services' | 'vault'>,
  id: string,
  decide: (tags: readonly Tag[]) => readonly Tag[],
): Promise<void> {
  await loadLivingKey(context, id);
  await changeKey(context.services, { vault: context.vault, id }, (key: CustomerKey) => {
    const tags = decide(key.tags);
    return tags === key.tags ? key : { ...key, tags };
  });
}
