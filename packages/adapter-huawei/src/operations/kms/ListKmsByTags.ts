import { type CustomerKey, listKeys } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { defineOperation } from '../../operation.ts';
import { numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { aliasOf, keyToWire } from '../../wire/kms/key.ts';
import { TAG_KEY_LIMIT, TAG_VALUE_LIMIT } from '../../wire/kms/tags.ts';
import { tagsToWire } from '../../wire/tags.ts';
import { KMS } from './define.ts';

const DEFAULT_LIMIT = 10;

const Body = Type.Object({
  action: Type.Union([Type.Literal('filter'), Type.Literal('count')], { default: 'filter' }),
  limit: Type.Optional(numberField),
  offset: Type.Optional(numberField),
  tags: Type.Array(
    Type.Object({
      key: Type.String({ minLength: 1, maxLength: TAG_KEY_LIMIT }),
      values: Type.Array(Type.String({ maxLength: TAG_VALUE_LIMIT }), { maxItems: 10, default: [] }),
    }),
    { maxItems: 10, default: [] },
  ),
  matches: Type.Array(
    Type.Object({ key: Type.Literal('resource_name'), value: Type.String({ maxLength: 255, default: '' }) }),
    { maxItems: 10, default: [] },
  ),
  sequence: sequenceField,
});

/**
 * Finds keys by tags and by parts of names. To a count the service answers `resources` with null (Terraform provider).
 */
export const ListKmsByTags = defineOperation({
  ...KMS,
  name: 'KMS:ListKmsByTags',
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/resource_instances/action' }],
  rejections: {
    fields: {
      'body.action': 'action',
      'body.limit': 'limit',
      'body.offset': 'offset',
      'body.tags': 'tagKeyCount',
      'body.tags.key': 'tagKey',
      'body.tags.values': 'tagValueCount',
      'body.tags.key:minLength': 'tagKeyLength',
      'body.tags.key:maxLength': 'tagKeyLength',
      'body.tags.values:maxLength': 'tagValueLength',
      'body.matches.key': 'matchKey',
      'body.matches.value': 'matchValue',
    },
  },
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const { keys, total } = await listKeys(services, vault, { ...pageOf(body), where: (key) => isWanted(key, body) });
    if (body.action === 'count') return { resources: null, total_count: total };
    const resources = keys.map((key) => ({
      resource_id: key.id,
      resource_name: aliasOf(key),
      resource_detail: keyToWire(context, key),
      tags: tagsToWire(key.tags),
    }));
    return { resources, total_count: total };
  },
});

/** @throws VendorError KMS.1601, KMS.0417 */
function pageOf({ limit = '', offset = '' }: Static<typeof Body>) {
  return {
    limit: limit === '' ? DEFAULT_LIMIT : numberFromWire(limit, { min: 1, max: 1000, rejection: 'limit' }),
    offset: offset === '' ? 0 : numberFromWire(offset, { min: 0, max: Number.MAX_SAFE_INTEGER, rejection: 'offset' }),
  };
}

/**
 * Every tag must be there with one of its values, or with any where none is given; every match must be part of the
 * name.
 */
function isWanted(key: CustomerKey, { tags, matches }: Static<typeof Body>): boolean {
  const tagged = tags.every((wanted) =>
    key.tags.some((tag) => tag.key === wanted.key && (wanted.values.length === 0 || wanted.values.includes(tag.value))),
  );
  return tagged && matches.every(({ value }) => value !== '' && aliasOf(key).includes(value));
}
