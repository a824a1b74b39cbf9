import type { NotImplemented } from '@dragoman/protocol-kit';

import type { JobOperation } from '../operation.ts';
import { createCredential } from './create_credential.ts';
import { getCredentialDetail } from './get_credential_detail.ts';
import { updateCredential } from './update_credential.ts';

/** What this door serves. */
export const operations: readonly JobOperation[] = [createCredential, updateCredential, getCredentialDetail];

/** What the platform has and this door answers like a path that nobody serves. */
export const notImplemented: readonly NotImplemented[] = [
  { name: 'create_account' },
  { name: 'update_account' },
  { name: 'delete_account' },
  { name: 'get_account_list' },
  { name: 'get_account_password_encryption_metadata' },
  { name: 'create_file_source' },
  { name: 'update_file_source' },
  { name: 'get_file_source_detail' },
];
