import { type Secret, listSecretsByName } from '@dragoman/core';
import { type Static, Type } from '@sinclair/typebox';

import { CSMS_NESTED, defineOperation } from '../../operation.ts';
import { secretToWire } from '../../wire/csms/secret.ts';
import { tagsToWire } from '../../wire/csms/tags.ts';
import type { Times } from '../../wire/csms/time.ts';
import { listed } from '../../permissions/listed.ts';
import { onSecrets, projectOf } from '../../permissions/secret-checks.ts';

const DEFAULT_LIMIT = 10;

const Body = Type.Object({
  action: Type.Union([Type.Literal('filter'), Type.Literal('count')]),
  /** The definition says a string, which may be empty; Terraform sends an integer. */
  limit: Type.Union(
    [Type.Integer({ minimum: 1, maximum: 1000 }), Type.String({ pattern: '^(|[1-9][0-9]{0,2}|1000)$' })],
    { default: DEFAULT_LIMIT },
  ),
  offset: Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^[0-9]{0,4}$' })], { default: 0 }),
  tags: Type.Array(
    Type.Object({
      key: Type.String({ minLength: 1, maxLength: 128 }),
      /** The page has it that a value must not come twice. */
      values: Type.Array(Type.String({ maxLength: 255 }), { maxItems: 10, uniqueItems: true, default: [] }),
    }),
    { maxItems: 10, default: [] },
  ),
  matches: Type.Array(
    Type.Object({ key: Type.Literal('resource_name'), value: Type.String({ maxLength: 255, default: '' }) }),
    { maxItems: 10, default: [] },
  ),
  sequence: Type.Optional(Type.String({ maxLength: 36 })),
});

/**
 * Finds secrets by tags and by parts of names. To a count the service answers `resources` with null (Terraform
 * provider).
 */
export const ListResourceInstances = defineOperation({
  ...CSMS_NESTED,
  name: 'ListResourceInstances',
  checks: onSecrets('csms:secret:listTags'),
  routes: [{ method: 'POST', path: '/v1/{project_id}/csms/resource_instances/action' }],
  body: 'required',
  input: Type.Object({ body: Body }),
  async run(context, { body }) {
    const { services, settings, vault } = context;
    const isListed = listed(context, 'csms:secret:listTags', projectOf);
    const { secrets } = await listSecretsByName(services, vault, {
      after: null,
      limit: Infinity,
      where: (secret) => matchesFilter(secret, body) && isListed(secret),
    });
    if (body.action === 'count') return { resources: null, total_count: secrets.length };
    const offset = Number(body.offset);
    const page = secrets.slice(offset, offset + (Number(body.limit) || DEFAULT_LIMIT));
    return { resources: page.map((secret) => resourceToWire(secret, settings)), total_count: secrets.length };
  },
});

/**
 * Every key must be there with one of its values, or with any where none is given; every match must be part of the
 * name.
 */
function matchesFilter(secret: Secret, { tags, matches }: Static<typeof Body>): boolean {
  const tagged = tags.every(({ key, values }) =>
    secret.tags.some((tag) => tag.key === key && (values.length === 0 || values.includes(tag.value))),
  );
  return tagged && matches.every(({ value }) => value !== '' && secret.name.includes(value));
}

function resourceToWire(secret: Secret, settings: Times): object {
  return {
    resource_id: secret.id,
    resource_name: secret.name,
    resource_detail: secretToWire(secret, settings),
    tags: tagsToWire(secret.tags),
    sys_tags: [],
  };
}
