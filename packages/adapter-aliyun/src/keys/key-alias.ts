import { listKeyAliases } from '@dragoman/core';
import { Type } from '@sinclair/typebox';

import type { AliyunContext } from '../operation.ts';
import { ALIAS_PREFIX, aliasArn } from './key-id.ts';
import { pageFromWire, pageToWire, paging } from '../wire/paging.ts';

/** From 1 to 255 characters with the prefix; aliases of the service itself begin with `alias/acs`. */
export const AliasName = Type.String({ pattern: '^alias/(?!acs)[A-Za-z0-9/_-]+$', maxLength: 255 });

export function aliasFromWire(name: string): string {
  return name.slice(ALIAS_PREFIX.length);
}

/** Here a page may be empty by wish. */
export const aliasPaging = { ...paging, PageSize: Type.Optional(Type.String({ pattern: '^([0-9]|[1-9][0-9]|100)$' })) };

const PAGE_SIZE = 10;

/** A page of the aliases of a key, or with `null` of all keys. */
export async function aliasesToWire(
  context: AliyunContext,
  keyId: string | null,
  request: { readonly PageNumber?: string; readonly PageSize?: string },
) {
  const page = pageFromWire(request, PAGE_SIZE);
  const { aliases, total } = await listKeyAliases(context.services, context.vault, keyId, {
    offset: page.offset,
    limit: page.size,
  });
  const listed = aliases.map((alias) => ({
    KeyId: alias.keyId,
    AliasName: `${ALIAS_PREFIX}${alias.name}`,
    AliasArn: aliasArn(context, alias.name),
  }));
  return { Aliases: { Alias: listed }, ...pageToWire(page, total) };
}
