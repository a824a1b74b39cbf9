import { listSecretsByName } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { pageInfo, pageQuery } from '../../wire/csms/page.ts';
import { secretToWire, subscriptionsOf } from '../../wire/csms/secret.ts';

export const ListSecrets = defineOperation({
  ...CSMS,
  name: 'ListSecrets',
  routes: [{ method: 'GET', path: '/v1/{project_id}/secrets' }],
  input: Type.Object({
    query: Type.Object({ ...pageQuery, event_name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) }),
  }),
  async run({ services, settings, vault }, { query }) {
    const { event_name: event, marker = null } = query;
    const page = await listSecretsByName(services, vault, {
      after: marker,
      limit: Number(query.limit),
      ...(event !== undefined && { where: (secret) => subscriptionsOf(secret).includes(event) }),
    });
    return {
      secrets: page.secrets.map((secret) => secretToWire(secret, settings)),
      page_info: pageInfo(
        page.secrets.map((secret) => secret.name),
        page.more,
      ),
    };
  },
});
