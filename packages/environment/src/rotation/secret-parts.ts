import { generateKeyPairSync } from 'node:crypto';

import { generatePassword, type Ids, type PasswordRules } from '@dragoman/core';

/** Passwords that the databases of both clouds take: of these marks, none needs quoting in a connection string. */
const PASSWORD_RULES: PasswordRules = {
  length: 32,
  classes: ['lowercase', 'uppercase', 'digits', 'punctuation'],
  exclude: '"\'`\\/$%&:;<>=?|{}[](),.#@*+~ ',
  requireEachClass: true,
};

const ACCESS_KEY_ID = /^access[_-]?key([_-]?id)?$/i;
const ACCESS_KEY_SECRET = /^(access[_-]?key[_-]?secret|secret[_-]?(access[_-]?)?key)$/i;
const PASSWORD = /password$/i;
/** What both clouds' access key ids begin with stays, so that an id can be told for what it is. */
const KEPT_OF_ID = 4;

type Texts = Readonly<Record<string, string>>;

/**
 * The secret parts of one object of a value, made anew; `null` when it has none. Passwords; the halves of an access
 * key, of which the id changes too, as a new key has a new id; the halves of an SSH key pair.
 * @param texts the members of the object that are texts
 */
export function renewParts(texts: Texts, ids: Pick<Ids, 'bytes'>): Texts | null {
  const keyPair = sshPair(texts);
  if (keyPair !== null) return keyPair;
  const names = Object.keys(texts);
  const hasAccessKey = names.some((name) => ACCESS_KEY_SECRET.test(name));
  const renewed = names.flatMap((name): [string, string][] => {
    if (PASSWORD.test(name)) return [[name, newPassword(ids)]];
    if (!hasAccessKey) return [];
    if (ACCESS_KEY_SECRET.test(name)) return [[name, letters(30, ids)]];
    const text = texts[name] ?? '';
    return ACCESS_KEY_ID.test(name)
      ? [[name, text.slice(0, KEPT_OF_ID) + letters(Math.max(16, text.length - KEPT_OF_ID), ids)]]
      : [];
  });
  return renewed.length === 0 ? null : Object.fromEntries(renewed);
}

/** A new password. */
export function newPassword(ids: Pick<Ids, 'bytes'>): string {
  return draw(PASSWORD_RULES, ids);
}

function letters(length: number, ids: Pick<Ids, 'bytes'>): string {
  return draw({ length, classes: ['lowercase', 'uppercase', 'digits'], exclude: '', requireEachClass: false }, ids);
}

function draw(rules: PasswordRules, ids: Pick<Ids, 'bytes'>): string {
  const text = generatePassword(rules, (length) => ids.bytes(length));
  if (text === null) throw new Error('no text fits the rules');
  return text;
}

/** A new RSA pair: the public half as `authorized_keys` has it, the private half as PEM. */
function sshPair(texts: Texts): Texts | null {
  const names = Object.keys(texts);
  const publicName = names.find((name) => /^public[_-]?key$/i.test(name));
  const privateName = names.find((name) => /^private[_-]?key$/i.test(name));
  if (publicName === undefined || privateName === undefined) return null;
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const blob = Buffer.concat([sshField(Buffer.from('ssh-rsa')), sshInteger(e), sshInteger(n)]);
  return {
    [publicName]: `ssh-rsa ${blob.toString('base64')}`,
    [privateName]: privateKey.export({ format: 'pem', type: 'pkcs1' }).toString(),
  };
}

/** A field of an SSH key (RFC 4251): its length in four bytes, then the bytes. */
function sshField(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A positive integer there never begins with a set bit. */
function sshInteger(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url');
  return sshField((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}
