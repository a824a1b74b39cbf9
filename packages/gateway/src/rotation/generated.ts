import { type Ids, type PasswordRules, type RotationRequest, type RotationTarget, type SecretValue, generatePassword } from '@dragoman/core';

/** Passwords that the databases of both clouds take: of these marks, none needs quoting in a connection string. */
const RULES: PasswordRules = {
  length: 32,
  classes: ['lowercase', 'uppercase', 'digits', 'punctuation'],
  exclude: '"\'`\\/$%&:;<>=?|{}[](),.#@*+~ ',
  requireEachClass: true,
};

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
type PlainObject = { readonly [key: string]: Plain };

/**
 * Makes values itself, and puts them into use nowhere. A value keeps its shape: in a JSON object the passwords change, anything
 * else is replaced by a password. Where two accounts take turns, the account whose turn it is gets the new password: the last of
 * several in the value, which comes first then; else the one of the previous value; else the account's clone, `<name>_clone`.
 */
export function generatedRotation(ids: Pick<Ids, 'bytes'>): RotationTarget {
  return {
    async create(request) {
      return nextValue(request, () => newPassword(ids));
    },
    apply: () => Promise.resolve(),
  };
}

function nextValue(request: RotationRequest, password: () => string): SecretValue {
  const { type, data } = request.current;
  const current = parsedObject(data);
  if (current === null || !hasPassword(current)) return { type, data: type === 'text' ? password() : Buffer.from(password()).toString('base64') };
  const basis = request.accounts === 'one' ? current : turned(current, parsedObject(request.previous?.data ?? ''));
  const next = request.accounts === 'one' ? withPasswords(basis, password) : withFirstPassword(basis, password);
  return { type, data: JSON.stringify(next) };
}

/** The value of the account whose turn it is. */
function turned(current: PlainObject, previous: PlainObject | null): PlainObject {
  const list = listOf(current);
  if (list !== null && list.accounts.length > 1) return { ...current, [list.key]: [list.accounts.at(-1) ?? null, ...list.accounts.slice(0, -1)] };
  if (previous !== null && hasPassword(previous) && JSON.stringify(nameIn(previous)) !== JSON.stringify(nameIn(current))) return previous;
  return cloned(current) as PlainObject;
}

/** The accounts in a value that lists them. */
function listOf(value: PlainObject): { readonly key: string; readonly accounts: readonly Plain[] } | null {
  const found = Object.entries(value).find(([, member]) => Array.isArray(member) && member.some((item) => hasPassword(item as Plain)));
  return found === undefined ? null : { key: found[0], accounts: found[1] as readonly Plain[] };
}

const PASSWORD = /password$/i;
const NAME = /^((account|user)[_-]?)?name$/i;
const CLONE = '_clone';

function isObject(value: Plain): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasPassword(value: Plain): boolean {
  if (Array.isArray(value)) return (value as readonly Plain[]).some(hasPassword);
  return isObject(value) && Object.entries(value).some(([key, member]) => (typeof member === 'string' ? PASSWORD.test(key) : hasPassword(member)));
}

function nameIn(value: Plain): string | null {
  if (Array.isArray(value)) return (value as readonly Plain[]).map(nameIn).find((name) => name !== null) ?? null;
  if (!isObject(value)) return null;
  const own = Object.entries(value).find(([key, member]) => NAME.test(key) && typeof member === 'string');
  return own === undefined ? nameIn(Object.values(value)) : own[1] as string;
}

function withPasswords(value: Plain, password: () => string): Plain {
  return mapped(value, (key, text) => (PASSWORD.test(key) ? password() : text));
}

function withFirstPassword(value: Plain, password: () => string): Plain {
  let isDone = false;
  return mapped(value, (key, text) => {
    if (isDone || !PASSWORD.test(key)) return text;
    isDone = true;
    return password();
  });
}

function cloned(value: Plain): Plain {
  return mapped(value, (key, text) => {
    if (!NAME.test(key)) return text;
    return text.endsWith(CLONE) ? text.slice(0, -CLONE.length) : `${text}${CLONE}`;
  });
}

/** The value with each text in an object replaced. */
function mapped(value: Plain, change: (key: string, text: string) => string): Plain {
  if (Array.isArray(value)) return (value as readonly Plain[]).map((item) => mapped(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typeof member === 'string' ? change(key, member) : mapped(member, change)]));
}

function parsedObject(text: string): PlainObject | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text) as PlainObject;
  } catch {
    return null;
  }
}

function newPassword(ids: Pick<Ids, 'bytes'>): string {
  const password = generatePassword(RULES, (length) => ids.bytes(length));
  if (password === null) throw new Error('no password fits the rules');
  return password;
}
