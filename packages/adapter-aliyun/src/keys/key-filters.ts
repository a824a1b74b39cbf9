import { type CustomerKey, type Json, type KeyAlias, listKeyAliases } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import type { AliyunContext } from '../operation.ts';
import { isList, parseObjects } from '../wire/json.ts';
import { ALIAS_PREFIX } from './key-id.ts';
import { keyAttribute, protectionLevelOf, specToWire, usageToWire } from './key-metadata.ts';
import { KEY_STATES } from './vendor-names.ts';
import type { TenantContext } from '../auth/tenant.ts';

/** Where traits are read from beside the key. */
interface Known {
  readonly tenant: TenantContext;
  readonly aliases: readonly KeyAlias[];
}

/** What a key has under a filter's name; any of them may match. */
type KeyFilterField = (key: CustomerKey, known: Known) => readonly string[];

const MAX_FILTERS = 10;

/** The names that Filters takes, in any case: the documents spell one of them keyId. */
const FILTER_FIELDS: Readonly<Record<string, KeyFilterField>> = {
  keystate: (key) => [KEY_STATES[key.state]],
  keyspec: (key) => [specToWire(key)],
  keyusage: (key) => [usageToWire(key)],
  protectionlevel: (key) => [protectionLevelOf(key)],
  creatortype: (key) => [key.isDefault ? 'Service' : 'User'],
  dkmsinstanceid: (key) => [keyAttribute(key, 'instance') ?? ''],
  keyid: (key) => [key.id],
  aliasname: (key, { aliases }) =>
    aliases.filter(({ keyId }) => keyId === key.id).map(({ name }) => `${ALIAS_PREFIX}${name}`),
  creator: (_key, { tenant }) => [tenant.account],
  tagkey: (key) => key.tags.map((tag) => tag.key),
  tagvalue: (key) => key.tags.map((tag) => tag.value),
};

/**
 * Reads `[{"Key":K,"Values":[…]}]`: any value of a name, and every name that has values; a duplicate name has
 * the values of both. `undefined` when nothing is restricted. @throws InvalidInput
 */
export async function keyFilterFromWire(
  context: AliyunContext,
  text: string | undefined,
): Promise<((key: CustomerKey) => boolean) | undefined> {
  const wanted = new Map<string, string[]>();
  for (const { name, values } of text === undefined ? [] : parseObjects('Filters', text, MAX_FILTERS).map(filterOf)) {
    if (values.length > 0) wanted.set(name, [...(wanted.get(name) ?? []), ...values]);
  }
  if (wanted.size === 0) return undefined;
  const aliases = wanted.has('aliasname') ? await allAliases(context) : [];
  const known = { tenant: context, aliases };
  return (key) =>
    [...wanted].every(([name, values]) =>
      (FILTER_FIELDS[name]?.(key, known) ?? []).some((trait) => values.includes(trait)),
    );
}

async function allAliases({ services, vault }: AliyunContext): Promise<readonly KeyAlias[]> {
  const { total } = await listKeyAliases(services, vault, null, { offset: 0, limit: 0 });
  return (await listKeyAliases(services, vault, null, { offset: 0, limit: total })).aliases;
}

function filterOf({ Key, Values }: { readonly [key: string]: Json }): {
  readonly name: string;
  readonly values: readonly string[];
} {
  const name = typeof Key === 'string' ? Key.toLowerCase() : '';
  const values = Values ?? [];
  const fits =
    Object.hasOwn(FILTER_FIELDS, name) &&
    isList(values) &&
    values.length <= MAX_FILTERS &&
    values.every((value) => typeof value === 'string' && value !== '');
  if (!fits)
    throw new InvalidInputError(
      'Filters',
      'format',
      HELP.keyFilters({ keys: Object.keys(FILTER_FIELDS).join(', '), limit: MAX_FILTERS }),
    );
  return { name, values: values.map(String) };
}
