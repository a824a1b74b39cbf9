import type { SecretValue } from '@dragoman/core';

import type { PlanFile } from '../plan-file/schema.ts';
import type { SourceValues } from '../values/source-values.ts';

/** A length that stands for each class, in bytes of the text, or of a binary value's Base64. */
const BYTES: Readonly<Record<string, number>> = {
  '0': 0,
  '≤64': 64,
  '≤1K': 1_024,
  '≤30720': 30_720,
  '≤32768': 32_768,
  '≤65536': 65_536,
  '>': 65_540,
};
/** Of a value that was not read. */
const UNREAD = { size: '≤64', shape: 'text' };
const TYPE_OF_KEYS = { username: 'USERNAME_PASSWORD', access_key: 'APP_ID_SECRET_KEY', password: 'PASSWORD' };

/**
 * Made-up values in place of those of the sources: of the same size class, shape and known keys where the plan has
 * them. They say of which version they are, so that no two are the same.
 */
export function syntheticValues(plan: PlanFile): SourceValues {
  const known = new Map(
    plan.secrets.flatMap(({ from, values = [] }) =>
      values.map((value) => [keyOf(from.name, from.id ?? null, value.version), value] as const),
    ),
  );
  return {
    valueOf({ name, id, version }) {
      const { type = 'text', size, shape } = { ...UNREAD, ...known.get(keyOf(name, id, version)) };
      return Promise.resolve(synthetic(type, BYTES[size] ?? 0, { shape, mark: `synthetic ${version} of ${name}` }));
    },
  };
}

function keyOf(name: string, id: string | null, version: string): string {
  return JSON.stringify([name, id, version]);
}

function synthetic(
  type: SecretValue['type'],
  bytes: number,
  { shape, mark }: { readonly shape: string; readonly mark: string },
): SecretValue {
  if (bytes === 0 || shape === 'empty') return { type, data: '' };
  if (type === 'binary') return { type, data: Buffer.from(fill(mark, Math.floor((bytes * 3) / 4))).toString('base64') };
  const keys = /^json-object\((.*)\)$/.exec(shape)?.[1]?.split(',');
  return { type, data: keys === undefined ? fill(mark, bytes) : jsonObject(keys, bytes, mark) };
}

/** So many bytes of ASCII that begin with as much of the mark as fits. */
function fill(mark: string, bytes: number): string {
  return mark
    .replace(/[^ -~]/g, '?')
    .padEnd(bytes, ' x')
    .slice(0, bytes);
}

/** An object with these keys, `+n` of which are any; a type is one that fits the other keys. */
function jsonObject(keys: readonly string[], bytes: number, mark: string): string {
  const others = Number(/^\+(\d+)$/.exec(keys.at(-1) ?? '')?.[1] ?? 0);
  const names = [
    ...keys.filter((key) => key !== '' && !key.startsWith('+')),
    ...Array.from({ length: others }, (_, at) => `key${at + 1}`),
  ];
  const typeOf = Object.entries(TYPE_OF_KEYS).find(([key]) => names.includes(key))?.[1] ?? 'SECRET_KEY';
  const empty = Object.fromEntries(names.map((name) => [name, name === 'type' ? typeOf : '']));
  const rest = Math.max(bytes - Buffer.byteLength(JSON.stringify(empty)), 0);
  const last = names.findLast((name) => name !== 'type');
  const full = names.map((name) => [name, name === last ? fill(mark, rest) : empty[name]]);
  return JSON.stringify(Object.fromEntries(full));
}
