import { DomainError } from '@dragoman/core';

import { iamError } from '../../errors/iam.ts';
import { HELP } from '../../messages.ts';

/** @throws VendorError 404 in Keystone's words where a user is missed */
export function missedAsKeystone(error: unknown): never {
  if (error instanceof DomainError && error.code === 'resource-not-found')
    throw iamError(404, `Could not find user: ${error.subject}.`, HELP.unknownUserHere);
  throw error;
}
