import { canaryOf, type CanarySource } from '../values/canary.ts';
import type { RotationForm } from './timeline.ts';

/** What a secret of text holds for a login. */
export interface LoginParts {
  /** null where it holds a password alone. */
  readonly user: string | null;
  readonly password: string;
}

/** How the members of a login are called, as the clouds' own managed secrets and most others have them. */
const USER = ['username', 'user', 'AccountName', 'account', 'login', 'name'];
const PASSWORD = ['password', 'AccountPassword', 'passwd', 'pwd', 'secret', 'token'];

/** A second user, as the clouds name the one that they add for a rotation of two. */
const SECOND_USER = '_clone';

/** @returns null where a value is JSON without a password */
export function loginPartsOf(value: string): LoginParts | null {
  const whole = objectFrom(value);
  if (whole === null) return { user: null, password: value };
  const members = firstUser(whole) ?? whole;
  const text = (names: readonly string[]): string | null => {
    const name = names.find((candidate) => typeof members[candidate] === 'string');
    return name === undefined ? null : (members[name] as string);
  };
  const password = text(PASSWORD);
  return password === null ? null : { user: text(USER), password };
}

/** The value that a rotation gives a secret: a new password, and with two users the other one's name. */
export function nextValue(value: string, form: RotationForm, source: CanarySource): string {
  const made = canaryOf(value, source).value as string;
  const members = objectFrom(made);
  const user = USER.find((name) => typeof members?.[name] === 'string');
  if (form === 'one-user' || members === null || user === undefined) return made;
  return JSON.stringify({ ...members, [user]: otherUser(members[user] as string) });
}

/** Whether two users can take turns: the value names one. */
export function hasUser(value: string): boolean {
  return (loginPartsOf(value)?.user ?? null) !== null;
}

/** Huawei's secrets of databases list their users. */
function firstUser({ users }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | null {
  const [first] = Array.isArray(users) ? (users as unknown[]) : [];
  return typeof first === 'object' ? (first as Readonly<Record<string, unknown>> | null) : null;
}

const otherUser = (user: string): string =>
  user.endsWith(SECOND_USER) ? user.slice(0, -SECOND_USER.length) : `${user}${SECOND_USER}`;

function objectFrom(value: string): Readonly<Record<string, unknown>> | null {
  if (!/^\s*\{/.test(value)) return null;
  try {
    return JSON.parse(value) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
