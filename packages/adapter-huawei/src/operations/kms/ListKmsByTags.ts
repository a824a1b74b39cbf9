import { type CustomerKey, listKeys } from '@dragoman/core';
import { aliasOf } from '@dragoman/huawei-platform';
import { type Static, Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { defineOperation } from '../../operation.ts';
import { numberField, numberFromWire, sequenceField } from '../../wire/kms/input.ts';
import { enterpriseProjectOf, keyToWire } from '../../wire/kms/key.ts';
import { MAX_TAG_KEY, MAX_TAG_VALUE } from '../../wire/kms/tags.ts';
import { tagsToWire } from '../../wire/csms/tags.ts';
import { KMS } from './define.ts';
import { onKeys } from '../../permissions/key-checks.ts';
import { listed } from '../../permissions/listed.ts';

const DEFAULT_LIMIT = 10;

const Body = Type.Object({
  action: Type.Union([Type.Literal('filter'), Type.Literal('count')], { default: 'filter' }),
  limit: Type.Optional(numberField),
  offset: Type.Optional(numberField),
  tags: Type.Array(
    Type.Object({
      key: Type.String({ minLength: 1, maxLength: MAX_TAG_KEY }),
      values: Type.Array(Type.String({ maxLength: MAX_TAG_VALUE }), { maxItems: 10, default: [] }),
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
  checks: onKeys('kms:cmk:listKeysByTag'),
  routes: [{ method: 'POST', path: '/v1.0/{project_id}/kms/resource_instances/action' }],
  toError: withKmsErrors({
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
  }),
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, vault } = context;
    const isListed = listed(context, 'kms:cmk:listKeysByTag', enterpriseProjectOf);
    const { keys, total } = await listKeys(services, vault, {
      ...pageOf(body),
      where: (key) => matchesFilter(key, body) && isListed(key),
    });
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
    limit: limit === '' ? DEFAULT_LIMIT : numberFromWire(limit, { min: 1, max: 1000, error: 'limit' }),
    offset: offset === '' ? 0 : numberFromWire(offset, { min: 0, max: Number.MAX_SAFE_INTEGER, error: 'offset' }),
  };
}

/**
 * Every tag must be there with one of its values, or with any where none is given; every match must be part of the
 * name.
 */
function matchesFilter(key: CustomerKey, { tags, matches }: Static<typeof Body>): boolean {
  const tagged = tags.every((filter) =>
    key.tags.some((tag) => tag.key === filter.key && (filter.values.length === 0 || filter.values.includes(tag.value))),
  );
  return tagged && matches.every(({ value }) => value !== '' && aliasOf(key).includes(value));
}
