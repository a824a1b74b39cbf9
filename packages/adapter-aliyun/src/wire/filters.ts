import type { Json, Secret } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { characters } from './fields.ts';
import { isList, parseObjects } from './json.ts';
import { instanceIdOf, typeOf } from './secret-attributes.ts';
import type { ScopeVault } from './secret-name.ts';

/** What a secret has under a filter's key; any of them may match. */
type FilterField = (secret: Secret, place: ScopeVault) => readonly string[];

interface Key {
  readonly maxLength: number;
  readonly trait: FilterField;
  /** Descriptions are searched, everything else is compared whole. */
  readonly matches: (trait: string, value: string) => boolean;
}

const FILTER_LIMIT = 10;
const VALUE_LIMIT = 10;

const whole = (maxLength: number, trait: FilterField): Key => ({
  maxLength,
  trait,
  matches: (held, value) => held === value,
});

/** The names that Filters takes. Comparing whole is what the documentation's examples show. @NOTE unverified */
const KEYS: ReadonlyMap<string, Key> = new Map([
  ['SecretName', whole(192, (secret) => [secret.name])],
  [
    'Description',
    { maxLength: 256, trait: (secret) => [secret.description ?? ''], matches: (held, value) => held.includes(value) },
  ],
  ['TagKey', whole(256, (secret) => secret.tags.map((tag) => tag.key))],
  ['TagValue', whole(256, (secret) => secret.tags.map((tag) => tag.value))],
  ['DKMSInstanceId', whole(256, (secret) => [instanceIdOf(secret) ?? ''])],
  ['SecretType', whole(256, (secret) => [typeOf(secret)])],
  // As in the metadata of keys, the creator is an account.
  ['Creator', whole(256, (_secret, place) => [place.account])],
]);

interface Filter {
  readonly key: Key;
  readonly values: readonly string[];
}

/**
 * Reads `[{"Key":K,"Values":[…]}]`: any value of a key, and every key that has values. A key that stands twice is
 * one key with all those values. `undefined` when nothing is restricted. @throws InvalidInput
 */
export function filterFromWire(text: string | undefined, place: ScopeVault): ((secret: Secret) => boolean) | undefined {
  const merged = new Map<Key, string[]>();
  for (const { key, values } of text === undefined ? [] : parseObjects('Filters', text, FILTER_LIMIT).map(filterOf)) {
    if (values.length > 0) merged.set(key, [...(merged.get(key) ?? []), ...values]);
  }
  if (merged.size === 0) return undefined;
  return (secret) =>
    [...merged].every(([key, values]) =>
      key.trait(secret, place).some((held) => values.some((value) => key.matches(held, value))),
    );
}

function filterOf({ Key: name, Values: values }: { readonly [key: string]: Json }): Filter {
  const key = typeof name === 'string' ? KEYS.get(name) : undefined;
  if (key === undefined) throw invalidFilters(`Key is one of ${[...KEYS.keys()].join(', ')}`);
  const texts = values ?? [];
  if (!isList(texts) || texts.length > VALUE_LIMIT)
    throw invalidFilters(`Values is an array of at most ${VALUE_LIMIT} texts`);
  return { key, values: texts.map((value) => valueOf(key, value)) };
}

function valueOf(key: Key, value: Json): string {
  if (typeof value !== 'string' || value === '' || characters(value) > key.maxLength)
    throw invalidFilters(`a value has 1 to ${key.maxLength} characters`);
  return value;
}

function invalidFilters(why: string): InvalidInputError {
  return new InvalidInputError('Filters', 'format', `Filters: ${why}`);
}
