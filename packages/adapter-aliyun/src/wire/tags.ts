import type { Json, Tag } from '@dragoman/core';
import { InvalidInput } from '@dragoman/protocol-kit';

import { TAG_LIMIT } from '../names.ts';
import { parseObjects } from './json.ts';

const TEXT = /^[A-Za-z0-9/\\_\-.+=:@]{0,128}$/;
const RESERVED = /^(aliyun|acs:)/;

/** Reads `[{"TagKey":"k","TagValue":"v"}]`; a tag without a value has an empty one. @throws InvalidInput */
export function tagsFromWire(text: string): Tag[] {
  const tags = parseObjects('Tags', text, TAG_LIMIT).map(({ TagKey, TagValue }) => ({
    key: tagText(TagKey),
    value: tagText(TagValue ?? ''),
  }));
  if (tags.some(({ key }) => key === '' || RESERVED.test(key))) throw invalidTags('a key is empty or begins with aliyun or acs:');
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw invalidTags('a key stands twice');
  return tags;
}

export function tagsToWire(tags: readonly Tag[]) {
  return { Tag: tags.map(({ key, value }) => ({ TagKey: key, TagValue: value })) };
}

function tagText(text: Json | undefined): string {
  if (typeof text !== 'string' || !TEXT.test(text)) throw invalidTags(String.raw`keys and values take up to 128 of A-Z a-z 0-9 / \ _ - . + = : @`);
  return text;
}

function invalidTags(why: string): InvalidInput {
  return new InvalidInput('Tags', 'format', `Tags: ${why}`);
}
