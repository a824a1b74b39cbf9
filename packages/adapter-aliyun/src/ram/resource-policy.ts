import { InvalidInputError, PolicyDocumentError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { oneOf } from '../wire/fields.ts';
import { compiledText } from './stored-policies.ts';

/** A secret or key has one policy, of this name. */
export const PolicyName = oneOf('default');

/** The policy of a secret or key that was given none: RAM decides for whoever belongs to the account. */
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
 * Checks the policy of a secret or key. The characters of Sid are not checked: the vendor's own default policy breaks
 * the documented rule. @throws InvalidInputError
 */
export function checkPolicy(text: string): void {
  try {
    compiledText(text, 'resource', '');
  } catch (error) {
    if (!(error instanceof PolicyDocumentError)) throw error;
    const where = error.path.length === 0 ? '' : `${error.path.join('.')} `;
    throw new InvalidInputError('Policy', 'format', HELP.policy({ where, message: error.message }));
  }
}
