import { type CustomerKey, type KeyAlias, listKeyAliases, listKeys } from '@dragoman/core';
import { givenAlias } from '@dragoman/huawei-platform';
import { byCodePoint } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { withKmsErrors } from '../../errors/kms.ts';
import { type HuaweiContext, defineOperation } from '../../operation.ts';
import { aliasToWire } from '../../wire/kms/alias.ts';
import { numberFromWire } from '../../wire/kms/input.ts';
import { KMS } from './define.ts';
import { onAliases } from '../../permissions/key-checks.ts';

const Query = Type.Object({
  key_id: Type.Optional(Type.String()),
  limit: Type.String({ default: '50' }),
  marker: Type.Optional(Type.String()),
});

/**
 * Further names, in the order of names; the marker is the last name of the page before. The definition, and so every
 * SDK, has the answer in an array; its example, and the Terraform provider, have it bare. SDKs tell themselves by their
 * User-Agent.
 */
export const ListAliases = defineOperation({
  ...KMS,
  name: 'KMS:ListAliases',
  checks: onAliases,
  routes: [{ method: 'GET', path: '/v1.0/{project_id}/kms/aliases' }],
  body: 'ignored',
  toError: withKmsErrors({ fields: { 'query.limit': 'limit' } }),
  input: Type.Object({ query: Query }),
  async run(context, { query }) {
    const limit = numberFromWire(query.limit, { min: 1, max: 1000, error: 'limit' });
    const { marker = '', key_id: keyId = '' } = query;
    const following = (await furtherAliases(context, keyId)).filter(({ name }) => byCodePoint(name, marker) > 0);
    const page = following.slice(0, limit);
    const list = {
      aliases: page.map((alias) => aliasToWire(context, alias)),
      page_info: { next_marker: following.length > limit ? (page.at(-1)?.name ?? '') : '', current_count: page.length },
    };
    return isSdk(context) ? [list] : list;
  },
});

async function furtherAliases({ services, vault }: HuaweiContext, keyId: string): Promise<KeyAlias[]> {
  const everything = { offset: 0, limit: Number.MAX_SAFE_INTEGER };
  const { aliases } = await listKeyAliases(services, vault, keyId === '' ? null : keyId, everything);
  const { keys } = await listKeys(services, vault, everything);
  const given = new Set(keys.map((key: CustomerKey) => givenAlias(key)));
  return aliases.filter(({ name }) => !given.has(name)).sort((left, right) => byCodePoint(left.name, right.name));
}

function isSdk({ request }: HuaweiContext): boolean {
  return request.headers['user-agent']?.startsWith('huaweicloud-usdk-') === true;
}
