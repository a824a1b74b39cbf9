import { type Secret, listSecretsByCreation } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { Flag, isTrue, isoTime } from '../wire/fields.ts';
import { filterFromWire } from '../secrets/secret-filters.ts';
import { pageFromWire, pageToWire, paging } from '../wire/paging.ts';
import { typeOf } from '../secrets/secret-attributes.ts';
import { tagsToWire } from '../wire/tags.ts';
import { onEverySecret } from '../secrets/secret-checks.ts';

const DEFAULT_PAGE_SIZE = 10;

export const ListSecrets = defineOperation({
  name: 'ListSecrets',
  input: Type.Object({ FetchTags: Type.Optional(Flag), ...paging, Filters: Type.Optional(Type.String()) }),
  checks: onEverySecret('kms:ListSecrets'),
  async run(context, request) {
    const page = pageFromWire(request, DEFAULT_PAGE_SIZE);
    const where = filterFromWire(request.Filters, context);
    const { secrets, total } = await listSecretsByCreation(context.services, context.vault, {
      offset: page.offset,
      limit: page.size,
      ...(where !== undefined && { where }),
    });
    const withTags = isTrue(request.FetchTags);
    return { SecretList: { Secret: secrets.map((secret) => summary(secret, withTags)) }, ...pageToWire(page, total) };
  },
});

function summary(secret: Secret, withTags: boolean) {
  return {
    SecretName: secret.name,
    SecretType: typeOf(secret),
    CreateTime: isoTime(secret.createdAt),
    UpdateTime: isoTime(secret.updatedAt),
    PlannedDeleteTime: secret.deletionDueAt === null ? undefined : isoTime(secret.deletionDueAt),
    Tags: withTags ? tagsToWire(secret.tags) : undefined,
  };
}
