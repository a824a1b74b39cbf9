import { once } from '@dragoman/core';

import { type Policy, readPolicy } from './policy.ts';

/** What making and reading a value takes of its key. */
const VALUE_KEY_ACTIONS = ['kms:cmk:createDataKey', 'kms:cmk:decryptDataKey'];

const policy = (version: '1.0' | '1.1', ...actions: readonly string[]): Policy =>
  readPolicy({ Version: version, Statement: [{ Effect: 'Allow', Action: actions }] });

/**
 * The system policies that a grant may name.
 * @NOTE unverified: what they allow. Their names are the vendor's (user guide of DEW, 2023); their documents stand on
 * no page that could be read, so these are stand-ins that allow what the pages say of them. `CSMS ReadOnlyAccess` uses
 * no key, so it opens no value under a key of one's own.
 */
export const systemPolicies = once(
  (): ReadonlyMap<string, Policy> =>
    new Map([
      ['Tenant Administrator', policy('1.0', '*:*:*')],
      ['Agent Operator', policy('1.0', 'iam:tokens:assume')],
      [
        'CSMS FullAccess',
        policy('1.1', 'csms:*:*', 'csms::*', 'kms:cmk:list', 'kms:cmk:get', 'kms:cmk:create', ...VALUE_KEY_ACTIONS),
      ],
      [
        'CSMS ReadOnlyAccess',
        policy('1.1', 'csms:*:get*', 'csms:*:list*', 'csms::get*', 'csms::list*', 'kms:cmk:list', 'kms:cmk:get'),
      ],
      ['KMS Administrator', policy('1.0', 'kms:*:*')],
      ['KMS CMKFullAccess', policy('1.1', 'kms:*:*')],
      ['KMS CMKReadOnlyAccess', policy('1.1', 'kms:*:get*', 'kms:*:list*')],
    ]),
);
