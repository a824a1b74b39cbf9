import type { Json } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { characters, oneOf } from './fields.ts';
import { isList, isObject, parseJson } from './json.ts';

const MAX_SID_CHARACTERS = 128;
const PRINCIPAL = /^acs:ram::[^:]+:(\*|root|user\/.+|role\/.+)$/;

/** A secret has one policy, of this name. */
export const PolicyName = oneOf('default');

/** The policy of a secret or key that was given none: whoever belongs to the account may do everything. */
export function defaultPolicy(account: string, of: 'secret' | 'key' = 'secret'): string {
  const statement = {
    Sid: `kms default ${of} policy`,
    Effect: 'Allow',
    Principal: { RAM: [`acs:ram::${account}:*`] },
    Action: ['kms:*'],
    Resource: ['*'],
  };
  return JSON.stringify({ Version: '1', Statement: [statement] });
}

/**
 * Checks a secret policy: Version "1" and statements with Effect, Principal.RAM, actions of kms and the resource `*`.
 * The characters of Sid are not checked: the vendor's own default policy breaks the documented rule. @throws
 * InvalidInput
 */
export function checkPolicy(text: string): void {
  const policy = parseJson('Policy', text);
  if (!isObject(policy) || policy['Version'] !== '1') throw invalidPolicy('it is an object with Version "1"');
  const statements = policy['Statement'];
  if (!isList(statements) || statements.length === 0) throw invalidPolicy('Statement is an array that is not empty');
  for (const statement of statements) checkStatement(statement);
}

function checkStatement(statement: Json): void {
  if (!isObject(statement)) throw invalidPolicy('a statement is an object');
  const { Sid, Effect, Principal, Action, Resource, Condition } = statement;
  if (Sid !== undefined && (typeof Sid !== 'string' || characters(Sid) > MAX_SID_CHARACTERS))
    throw invalidPolicy('Sid has at most 128 characters');
  if (Effect !== 'Allow' && Effect !== 'Deny') throw invalidPolicy('Effect is Allow or Deny');
  if (!isObject(Principal) || !areTexts(Principal['RAM'], (name) => PRINCIPAL.test(name)))
    throw invalidPolicy('Principal.RAM names accounts, users or roles');
  if (!areTexts(Action, (action) => action.startsWith('kms:'))) throw invalidPolicy('every Action begins with kms:');
  if (!areTexts(Resource, (resource) => resource === '*')) throw invalidPolicy('Resource is *');
  if (Condition !== undefined && !isObject(Condition)) throw invalidPolicy('Condition is an object');
}

/** One text or a list of them, none of which fails the test. */
function areTexts(value: Json | undefined, fits: (text: string) => boolean): boolean {
  const texts = isList(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => typeof text === 'string' && fits(text));
}

function invalidPolicy(why: string): InvalidInputError {
  return new InvalidInputError('Policy', 'format', `Policy: ${why}`);
}
