import type { Tag } from '@dragoman/core';
import { InvalidInputError, type VendorError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { MAX_TAGS } from '../names.ts';
import { rejection } from '../errors/rejections.ts';
import { characters, oneOf } from '../wire/fields.ts';
import { RESOURCE_TYPES } from './taggable.ts';
import { MAX_TAG_CHARACTERS, hasDuplicates, isTagKey, isTagValue } from '../wire/tags.ts';

const MAX_RESOURCES = 50;

/** A list of resources, by name or id; 1 to 50 of them where any are given. */
export const ResourceId = Type.Array(Type.String({ minLength: 1, maxLength: 1024 }), {
  minItems: 1,
  maxItems: MAX_RESOURCES,
});

/** What every operation of this family takes. */
export const tagScope = { RegionId: Type.String({ minLength: 1 }), ResourceType: oneOf(...RESOURCE_TYPES) };

export const TagList = Type.Array(
  Type.Object({ Key: Type.Optional(Type.String()), Value: Type.Optional(Type.String()) }),
  { minItems: 1, maxItems: MAX_TAGS },
);

/**
 * Tags to set; one without a value has an empty one. @throws InvalidInput, VendorError with the codes of this family
 */
export function tagListFromWire(list: Static<typeof TagList>): Tag[] {
  const tags = list.map(({ Key, Value = '' }, index) => {
    if (Key === undefined) throw new InvalidInputError(`Tag.${index}.Key`, 'required', HELP.tagNeedsKey);
    if (!isTagKey(Key)) throw invalidTag('tagKey');
    if (!isTagValue(Value)) throw invalidTag('tagValue');
    return { key: Key, value: Value };
  });
  rejectDuplicates(tags.map(({ key }) => key));
  return tags;
}

/**
 * Keys to look for or take away: any that a tag may have been given elsewhere, up to the length of a key.
 * @throws VendorError InvalidParameter.TagKey
 */
export function rejectLongKeys(keys: readonly string[]): void {
  if (keys.some((key) => characters(key) > MAX_TAG_CHARACTERS)) throw invalidTag('tagKey');
}

/** @throws VendorError Duplicate.TagKey */
export function rejectDuplicates(keys: readonly string[]): void {
  if (hasDuplicates(keys)) throw rejection('duplicateTagKey', HELP.keyOnce);
}

function invalidTag(name: 'tagKey' | 'tagValue'): VendorError {
  return rejection(name, HELP.tagForm);
}
