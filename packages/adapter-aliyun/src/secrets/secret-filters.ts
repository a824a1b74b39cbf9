import type { Json, Secret } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { characters } from '../wire/fields.ts';
import { isList, parseObjects } from '../wire/json.ts';
import { instanceIdOf, typeOf } from './secret-attributes.ts';
import type { TenantContext } from '../auth/tenant.ts';

/** What a secret has under a filter's key; any of them may match. */
type FilterField = (secret: Secret, tenant: TenantContext) => readonly string[];

interface Key {
  readonly maxLength: number;
  readonly fieldsOf: FilterField;
  /** Descriptions are searched, everything else is compared whole. */
  readonly matches: (held: string, value: string) => boolean;
}

const MAX_FILTERS = 10;
const MAX_FILTER_VALUES = 10;

const whole = (maxLength: number, fieldsOf: FilterField): Key => ({
  maxLength,
  fieldsOf,
  matches: (held, value) => held === value,
});

/** The names that Filters takes. Comparing whole is what the documentation's examples show. @NOTE unverified */
const KEYS: ReadonlyMap<string, Key> = new Map([
  ['SecretName', whole(192, (secret) => [secret.name])],
  [
    'Description',
    {
      maxLength: 256,
      fieldsOf: (secret) => [secret.description ?? ''],
      matches: (held, value) => held.includes(value),
    },
  ],
  ['TagKey', whole(256, (secret) => secret.tags.map((tag) => tag.key))],
  ['TagValue', whole(256, (secret) => secret.tags.map((tag) => tag.value))],
  ['DKMSInstanceId', whole(256, (secret) => [instanceIdOf(secret) ?? ''])],
  ['SecretType', whole(256, (secret) => [typeOf(secret)])],
  // As in the metadata of keys, the creator is an account.
  ['Creator', whole(256, (_secret, tenant) => [tenant.account])],
]);

interface Filter {
  readonly key: Key;
  readonly values: readonly string[];
}

/**
 * Reads `[{"Key":K,"Values":[…]}]`: any value of a key, and every key that has values. A duplicate key is
 * one key with all those values. `undefined` when nothing is restricted. @throws InvalidInput
 */
export function filterFromWire(
  text: string | undefined,
  tenant: TenantContext,
): ((secret: Secret) => boolean) | undefined {
  const merged = new Map<Key, string[]>();
  for (const { key, values } of text === undefined ? [] : parseObjects('Filters', text, MAX_FILTERS).map(filterOf)) {
    if (values.length > 0) merged.set(key, [...(merged.get(key) ?? []), ...values]);
  }
  if (merged.size === 0) return undefined;
  return (secret) =>
    [...merged].every(([key, values]) =>
      key.fieldsOf(secret, tenant).some((held) => values.some((value) => key.matches(held, value))),
    );
}

function filterOf({ Key: name, Values: values }: { readonly [key: string]: Json }): Filter {
  const key = typeof name === 'string' ? KEYS.get(name) : undefined;
  if (key === undefined) throw invalidFilters(HELP.filterKey({ value: [...KEYS.keys()].join(', ') }));
  const texts = values ?? [];
  if (!isList(texts) || texts.length > MAX_FILTER_VALUES)
    throw invalidFilters(HELP.filterValues({ limit: MAX_FILTER_VALUES }));
  return { key, values: texts.map((value) => valueOf(key, value)) };
}

function valueOf(key: Key, value: Json): string {
  if (typeof value !== 'string' || value === '' || characters(value) > key.maxLength)
    throw invalidFilters(HELP.filterLength({ limit: key.maxLength }));
  return value;
}

function invalidFilters(why: Message): InvalidInputError {
  return new InvalidInputError('Filters', 'format', HELP.secretFilters({ why }));
}
