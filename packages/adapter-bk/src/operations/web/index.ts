import type { WebOperation } from '../../operation.ts';
import { withChecks } from '../checks.ts';
import { checkCredentialName } from './checkCredentialName.ts';
import { createCredential } from './createCredential.ts';
import { deleteCredentialById } from './deleteCredentialById.ts';
import { listCredentialBasicInfo } from './listCredentialBasicInfo.ts';
import { listCredentials } from './listCredentials.ts';
import { updateCredential } from './updateCredential.ts';

/** What the web console's API serves. */
export const webOperations: readonly WebOperation[] = [
  listCredentials,
  listCredentialBasicInfo,
  checkCredentialName,
  createCredential,
  updateCredential,
  deleteCredentialById,
  // What is listed says of each row what it allows, and rejects nothing for it.
].map((operation) => withChecks(operation, operation.method === 'GET' ? [] : operation.needs));
