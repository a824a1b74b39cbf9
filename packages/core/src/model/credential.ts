/** The kinds of credential, by the slots that they fill. */
export type CredentialType = 'APP_ID_SECRET_KEY' | 'PASSWORD' | 'USERNAME_PASSWORD' | 'SECRET_KEY';

/** The slots of a credential; those that its type does not use are absent. */
export interface CredentialSlots {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly username?: string;
  readonly password?: string;
}

/** A credential: a secret value with typed slots. */
export interface Credential {
  readonly type: CredentialType;
  readonly slots: CredentialSlots;
}

/** The slots that each type fills, in the order of its first and second value. */
export const SLOTS_OF = {
  APP_ID_SECRET_KEY: ['accessKey', 'secretKey'],
  PASSWORD: ['password'],
  USERNAME_PASSWORD: ['username', 'password'],
  SECRET_KEY: ['secretKey'],
} as const satisfies Record<CredentialType, readonly (keyof CredentialSlots)[]>;

/** Whether the text names a credential type. */
export function isCredentialType(text: unknown): text is CredentialType {
  return typeof text === 'string' && Object.hasOwn(SLOTS_OF, text);
}

/** The credential as the text that other dialects read: fixed key order, absent slots left out. */
export function credentialToText(credential: Credential): string {
  const { accessKey, secretKey, username, password } = credential.slots;
  return JSON.stringify({ type: credential.type, access_key: accessKey, secret_key: secretKey, username, password });
}

/**
 * A secret's text seen as a credential. Any string is one: the credential's own JSON; else a JSON object with a
 * username and a password, or with an access key and a secret key; anything else is a secret key.
 */
export function credentialFromText(text: string): Credential {
  const json = parseObject(text);
  if (json === null) return { type: 'SECRET_KEY', slots: { secretKey: text } };
  const { accessKey, secretKey, username, password } = slotsIn(json);
  if (isCredentialType(json['type']))
    return { type: json['type'], slots: onlySlots({ accessKey, secretKey, username, password }) };
  if (username !== undefined && password !== undefined)
    return { type: 'USERNAME_PASSWORD', slots: { username, password } };
  if (accessKey !== undefined && secretKey !== undefined)
    return { type: 'APP_ID_SECRET_KEY', slots: { accessKey, secretKey } };
  return { type: 'SECRET_KEY', slots: { secretKey: text } };
}

type MaybeSlots = { [Slot in keyof CredentialSlots]: string | undefined };

function slotsIn(json: Readonly<Record<string, unknown>>): MaybeSlots {
  return {
    accessKey: stringOrNone(json['access_key']),
    secretKey: stringOrNone(json['secret_key']),
    username: stringOrNone(json['username']),
    password: stringOrNone(json['password']),
  };
}

function onlySlots(slots: MaybeSlots): CredentialSlots {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));
}

function stringOrNone(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function parseObject(text: string): Record<string, unknown> | null {
  if (!text.trimStart().startsWith('{')) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
