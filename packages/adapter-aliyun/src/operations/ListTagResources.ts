import { type Static, Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { offsetFromToken, tokenFromOffset } from '../wire/paging.ts';
import { ResourceId, TagList, rejectDuplicates, rejectLongKeys, tagScope } from '../tags/tag-list.ts';
import { type Tagged, UNKNOWN_RESOURCE, taggable } from '../tags/taggable.ts';
import { onTagged } from '../tags/tag-checks.ts';

/** Rows, not resources: each tag of a resource is a row of its own. */
const PAGE_ROWS = 200;

const input = Type.Object({
  ...tagScope,
  ResourceId: Type.Optional(ResourceId),
  Tag: Type.Optional(TagList),
  NextToken: Type.Optional(Type.String()),
});

export const ListTagResources = defineOperation({
  name: 'ListTagResources',
  input,
  rejections: UNKNOWN_RESOURCE,
  checks: onTagged('kms:ListTagResources'),
  async run(context, request) {
    const { find, all } = taggable(request.ResourceType);
    const wanted = request.Tag ?? [];
    const keys = wanted.map(({ Key = '' }) => Key);
    rejectLongKeys(keys);
    rejectDuplicates(keys);
    const offset = offsetFromToken(request.NextToken);
    const resources: Tagged[] = [];
    for (const id of new Set(request.ResourceId)) resources.push(await find(context, id));
    const found = (request.ResourceId === undefined ? await all(context) : resources).filter((resource) =>
      carries(resource, wanted),
    );
    const rows = found.flatMap(({ id, tags }) =>
      tags.map(({ key, value }) => ({
        ResourceId: id,
        ResourceType: request.ResourceType,
        TagKey: key,
        TagValue: value,
      })),
    );
    return {
      TagResources: { TagResource: rows.slice(offset, offset + PAGE_ROWS) },
      NextToken: offset + PAGE_ROWS < rows.length ? tokenFromOffset(offset + PAGE_ROWS) : undefined,
    };
  },
});

/**
 * Every tag that is asked for, with any value where none is given; of what matches all tags are shown. @NOTE unverified
 */
function carries({ tags }: Tagged, wanted: NonNullable<Static<typeof input>['Tag']>): boolean {
  return wanted.every(({ Key, Value }) =>
    tags.some((tag) => (Key ?? tag.key) === tag.key && (Value ?? tag.value) === tag.value),
  );
}
