import { type Json, type RandomBytes, type Version, generatePassword } from '@dragoman/core';
import type { Message } from '@dragoman/messages';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { isoTime } from '../wire/fields.ts';
import { isList, isObject, parseJson } from '../wire/json.ts';
import type { ExtendedConfig } from './secret-attributes.ts';

const PASSWORD_LENGTH = 32;

/**
 * `{"Accounts":[{"AccountName","AccountPassword"}]}`, the account in use first; one of SingleUser, one or two of
 * DoubleUsers.
 */
export function accountsFromWire(text: string, { SecretSubType }: ExtendedConfig): string {
  const accounts = listIn(text, 'Accounts', ['AccountName', 'AccountPassword']);
  if (accounts.length > (SecretSubType === 'SingleUser' ? 1 : 2)) throw invalidData(HELP.tooManyAccounts);
  return text;
}

/** For `$Auto`: accounts of the given names, each with a new password. */
export function generateAccounts(text: string, names: readonly string[], random: RandomBytes): string {
  if (text !== '$Auto') throw invalidData(HELP.autoValue);
  return JSON.stringify({
    Accounts: names.map((AccountName) => ({ AccountName, AccountPassword: newPassword(random) })),
  });
}

export function keysFromWire(text: string): string {
  listIn(text, 'AccessKeys', ['AccessKeyId', 'AccessKeySecret']);
  return text;
}

export function ecsFromWire(text: string, { SecretSubType }: ExtendedConfig): string {
  const fields = SecretSubType === 'Password' ? ['UserName', 'Password'] : ['UserName', 'PublicKey', 'PrivateKey'];
  if (!hasTexts(parseJson('SecretData', text), fields))
    throw invalidData(HELP.objectWith({ fields: fields.join(', ') }));
  return text;
}

/** The account in use. */
export function accountToWire(kept: string): string {
  const account = firstListed(kept, 'Accounts');
  return account === null
    ? kept
    : JSON.stringify({ AccountName: account['AccountName'], AccountPassword: account['AccountPassword'] });
}

/** The access key in use, and when it was made. */
export function accessKeyToWire(kept: string, version: Version): string {
  const key = firstListed(kept, 'AccessKeys');
  if (key === null) return kept;
  return JSON.stringify({
    AccessKeyId: key['AccessKeyId'],
    AccessKeySecret: key['AccessKeySecret'],
    GenerateTimestamp: isoTime(version.createdAt),
  });
}

export function toStoredForm(kept: string): string {
  return kept;
}

function firstListed(kept: string, list: string): { readonly [key: string]: Json } | null {
  const [first] = listed(kept, list);
  return isObject(first) ? first : null;
}

/** Reads what was checked when it was written, or comes from elsewhere: then it may be anything. */
function listed(kept: string, list: string): readonly Json[] {
  try {
    const value = parseJson('SecretData', kept);
    const items = isObject(value) ? value[list] : undefined;
    return isList(items) ? items : [];
  } catch (error) {
    if (error instanceof InvalidInputError) return [];
    throw error;
  }
}

function listIn(text: string, list: string, fields: readonly string[]): readonly Json[] {
  const value = parseJson('SecretData', text);
  const items = isObject(value) ? value[list] : undefined;
  if (!isList(items) || items.length === 0 || !items.every((item) => hasTexts(item, fields)))
    throw invalidData(HELP.listWith({ list, fields: fields.join(' and ') }));
  return items;
}

function hasTexts(value: Json, fields: readonly string[]): boolean {
  return isObject(value) && fields.every((field) => typeof value[field] === 'string' && value[field] !== '');
}

function newPassword(random: RandomBytes): string {
  const rules = {
    length: PASSWORD_LENGTH,
    classes: ['lowercase', 'uppercase', 'digits'],
    exclude: '',
    requireEachClass: true,
  } as const;
  return generatePassword(rules, random) ?? '';
}

/** Says nothing of the data itself. */
function invalidData(why: Message): InvalidInputError {
  return new InvalidInputError('SecretData', 'format', HELP.secretData({ why }));
}
