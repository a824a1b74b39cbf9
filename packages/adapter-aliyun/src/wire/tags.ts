import type { Json, Tag } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import { MAX_TAGS } from '../names.ts';
import { characters } from './fields.ts';
import { isList, parseJson, parseObjects } from './json.ts';

/** Of a key or a value. */
export const MAX_TAG_CHARACTERS = 128;
const TEXT = /^[A-Za-z0-9/\\_\-.+=:@]{0,128}$/;
const RESERVED = /^(aliyun|acs:)/;

/** Whether a tag may have this key. */
export function isTagKey(key: Json | undefined): key is string {
  return isTagValue(key) && key !== '' && !RESERVED.test(key);
}

export function isTagValue(value: Json | undefined): value is string {
  return typeof value === 'string' && TEXT.test(value);
}

/** Reads `[{"TagKey":"k","TagValue":"v"}]`; a tag without a value has an empty one. @throws InvalidInput */
export function tagsFromWire(text: string): Tag[] {
  const tags = parseObjects('Tags', text, MAX_TAGS).map(({ TagKey, TagValue = '' }) => {
    const fits = isTagKey(TagKey) && isTagValue(TagValue);
    if (!fits) throw invalidTags(REQUEST_HELP.tagForm);
    return { key: TagKey, value: TagValue };
  });
  if (hasDuplicates(tags.map(({ key }) => key))) throw invalidTags(REQUEST_HELP.tagTwice);
  return tags;
}

/**
 * Reads TagKeys: `["a","b"]` as the samples have it, or `a,b` as the text says. Any key that a tag may have been given
 * elsewhere is taken, up to the length of a key. @throws InvalidInput
 */
export function tagKeysFromWire(text: string): string[] {
  const keys = text.trimStart().startsWith('[') ? parseJson('TagKeys', text) : text.split(',').map((key) => key.trim());
  const fits =
    isList(keys) &&
    keys.length > 0 &&
    keys.length <= MAX_TAGS &&
    keys.every((key) => typeof key === 'string' && key !== '' && characters(key) <= MAX_TAG_CHARACTERS);
  if (!fits)
    throw new InvalidInputError(
      'TagKeys',
      'format',
      REQUEST_HELP.tagKeys({ most: MAX_TAGS, characters: MAX_TAG_CHARACTERS }),
    );
  return keys.map(String);
}

export function tagsToWire(tags: readonly Tag[]) {
  return { Tag: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) };
}

export function hasDuplicates(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}

function invalidTags(why: Message): InvalidInputError {
  return new InvalidInputError('Tags', 'format', REQUEST_HELP.tags({ why }));
}
