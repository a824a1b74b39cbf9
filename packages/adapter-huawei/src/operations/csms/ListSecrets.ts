import { listSecretsByName } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import { CSMS, defineOperation } from '../../operation.ts';
import { pageInfo, pageQuery } from '../../wire/csms/page.ts';
import { secretToWire, subscriptionsOf } from '../../wire/csms/secret.ts';
import { listed } from '../../permissions/listed.ts';
import { onSecrets, projectOf } from '../../permissions/secret-checks.ts';

export const ListSecrets = defineOperation({
  ...CSMS,
  name: 'ListSecrets',
  checks: onSecrets('csms:secret:list'),
  routes: [{ method: 'GET', path: '/v1/{project_id}/secrets' }],
  input: Type.Object({
    query: Type.Object({ ...pageQuery, event_name: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) }),
  }),
  async run(context, { query }) {
    const { services, settings, vault } = context;
    const isListed = listed(context, 'csms:secret:list', projectOf);
    const { event_name: event, marker = null } = query;
    const page = await listSecretsByName(services, vault, {
      after: marker,
      limit: Number(query.limit),
      ...((event !== undefined || context.permissions.asks) && {
        where: (secret) => (event === undefined || subscriptionsOf(secret).includes(event)) && isListed(secret),
      }),
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
