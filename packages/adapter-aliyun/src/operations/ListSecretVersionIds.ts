import { labelsOf, loadSecret } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';
import { Flag, SecretName, isTrue, isoTime } from '../wire/fields.ts';
import { pageFromWire, pageToWire, paging } from '../wire/paging.ts';
import { refFromWire } from '../secrets/secret-name.ts';
import { stagesToWire } from '../secrets/version-stages.ts';
import { onSecret } from '../secrets/secret-checks.ts';

/** The metadata of 2024; older text says 10. */
const DEFAULT_PAGE_SIZE = 20;

export const ListSecretVersionIds = defineOperation({
  name: 'ListSecretVersionIds',
  input: Type.Object({ SecretName, IncludeDeprecated: Type.Optional(Flag), ...paging }),
  checks: onSecret('kms:ListSecretVersionIds'),
  async run(context, request) {
    const page = pageFromWire(request, DEFAULT_PAGE_SIZE);
    const secret = await loadSecret(context.services, refFromWire(context, request.SecretName));
    const all = isTrue(request.IncludeDeprecated);
    const versions = secret.versions.filter((version) => all || labelsOf(secret, version.id).length > 0);
    const listed = versions.slice(page.offset, page.offset + page.size).map((version) => ({
      VersionId: version.id,
      CreateTime: isoTime(version.createdAt),
      VersionStages: stagesToWire(secret, version.id),
    }));
    return { SecretName: secret.name, VersionIds: { VersionId: listed }, ...pageToWire(page, versions.length) };
  },
});
