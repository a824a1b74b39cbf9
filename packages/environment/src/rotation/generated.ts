import { type Ids, type RotationRequest, type RotationTarget, type SecretValue, parseQuotedJson } from '@dragoman/core';

import { newPassword, renewParts } from './secret-parts.ts';

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type PlainObject = { readonly [key: string]: Plain };
type Random = Pick<Ids, 'bytes'>;

/**
 * Makes values itself, and puts them into use nowhere. A value keeps its shape: in a JSON object, of which a binary
 * value holds the Base64, the secret parts change; anything else is replaced by a password. Where two accounts take
 * turns, the account whose turn it is gets new parts: the last of several in the value, which comes first then; else
 * the one of the previous value; else the account's clone, `<name>_clone`.
 */
export function generatedRotation(ids: Random): RotationTarget {
  return {
    async create(request) {
      return nextValue(request, ids);
    },
    apply: () => Promise.resolve(),
  };
}

function nextValue(request: RotationRequest, ids: Random): SecretValue {
  const { type } = request.current;
  return { type, data: encode(type, nextText(request, ids)) };
}

function nextText(request: RotationRequest, ids: Random): string {
  const current = parsedObject(textOf(request.current));
  if (current === null || !hasSecret(current)) return newPassword(ids);
  if (request.accounts === 'one') return JSON.stringify(renew(current, ids, Infinity).value);
  const previous = request.previous === null ? null : parsedObject(textOf(request.previous));
  return JSON.stringify(renew(nextAccount(current, previous), ids, 1).value);
}

function encode(type: SecretValue['type'], text: string): string {
  return type === 'text' ? text : Buffer.from(text).toString('base64');
}

function textOf({ type, data }: SecretValue): string {
  return type === 'text' ? data : Buffer.from(data, 'base64').toString();
}

/** The value of the account whose turn it is. */
function nextAccount(current: PlainObject, previous: PlainObject | null): PlainObject {
  const list = listOf(current);
  if (list !== null && list.accounts.length > 1)
    return { ...current, [list.key]: [list.accounts.at(-1) ?? null, ...list.accounts.slice(0, -1)] };
  if (previous !== null && hasSecret(previous) && JSON.stringify(nameIn(previous)) !== JSON.stringify(nameIn(current)))
    return previous;
  return clone(current) as PlainObject;
}

/** The accounts in a value that lists them. */
function listOf(value: PlainObject): { readonly key: string; readonly accounts: readonly Plain[] } | null {
  const found = Object.entries(value).find(
    ([, member]) => Array.isArray(member) && member.some((item) => hasSecret(item as Plain)),
  );
  return found === undefined ? null : { key: found[0], accounts: found[1] as readonly Plain[] };
}

const SECRET = /(password|access[_-]?key[_-]?secret|secret[_-]?(access[_-]?)?key|private[_-]?key)$/i;
const NAME = /^((account|user)[_-]?)?name$/i;
const CLONE = '_clone';

function isObject(value: Plain): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasSecret(value: Plain): boolean {
  if (Array.isArray(value)) return (value as readonly Plain[]).some(hasSecret);
  return (
    isObject(value) &&
    Object.entries(value).some(([key, member]) => (typeof member === 'string' ? SECRET.test(key) : hasSecret(member)))
  );
}

function nameIn(value: Plain): string | null {
  if (Array.isArray(value)) return (value as readonly Plain[]).map(nameIn).find((name) => name !== null) ?? null;
  if (!isObject(value)) return null;
  const own = Object.entries(value).find(([key, member]) => NAME.test(key) && typeof member === 'string');
  return own === undefined ? nameIn(Object.values(value)) : (own[1] as string);
}

/** The value with the secret parts of its first `objects` objects that have any made anew. */
function renew(value: Plain, ids: Random, objects: number): { readonly value: Plain; readonly left: number } {
  if (Array.isArray(value)) return renewMembers(value as readonly Plain[], ids, objects);
  if (!isObject(value)) return { value, left: objects };
  const texts = Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const parts = objects > 0 ? renewParts(texts, ids) : null;
  const members = renewMembers(Object.values(value), ids, parts === null ? objects : objects - 1);
  const names = Object.keys(value);
  return {
    value: { ...Object.fromEntries(members.value.map((member, at) => [names[at] ?? '', member])), ...parts },
    left: members.left,
  };
}

function renewMembers(
  values: readonly Plain[],
  ids: Random,
  objects: number,
): { readonly value: readonly Plain[]; readonly left: number } {
  let left = objects;
  const value = values.map((member) => {
    const next = renew(member, ids, left);
    left = next.left;
    return next.value;
  });
  return { value, left };
}

/** The value with the account's name changed to its clone's, or back. */
function clone(value: Plain): Plain {
  if (Array.isArray(value)) return (value as readonly Plain[]).map(clone);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      typeof member === 'string' && NAME.test(key) ? cloneName(member) : clone(member),
    ]),
  );
}

function cloneName(name: string): string {
  return name.endsWith(CLONE) ? name.slice(0, -CLONE.length) : `${name}${CLONE}`;
}

function parsedObject(text: string): PlainObject | null {
  return text.trimStart().startsWith('{') ? ((parseQuotedJson(text) as PlainObject | undefined) ?? null) : null;
}
