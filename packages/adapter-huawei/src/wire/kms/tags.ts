import { type CustomerKey, type Tag, changeKey } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';
import { loadLivingKey } from './key.ts';

/** How many tags a key carries. */
export const KEY_TAG_LIMIT = 20;

/** No control character, and none of the few that the definition forbids. */
const TEXT = '^[^\\u0000-\\u001f*<>\\\\=]*$';

export const TAG_KEY_LIMIT = 36;
export const TAG_VALUE_LIMIT = 43;

/** A tag as requests give it; shorter than those of secrets. */
export const keyTagField = Type.Object({
  key: Type.String({ minLength: 1, maxLength: TAG_KEY_LIMIT, pattern: TEXT }),
  value: Type.String({ maxLength: TAG_VALUE_LIMIT, pattern: TEXT, default: '' }),
});

/** The refusals of the fields of a tag, wherever in the body it stands. */
export function tagRejections(place: string) {
  return {
    [`${place}.key:minLength`]: 'tagKeyLength',
    [`${place}.key:maxLength`]: 'tagKeyLength',
    [`${place}.key`]: 'tagKey',
    [`${place}.value:maxLength`]: 'tagValueLength',
    [`${place}.value`]: 'tagValue',
  } as const;
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
