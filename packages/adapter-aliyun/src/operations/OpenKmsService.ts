import { VendorError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { defineOperation } from '../operation.ts';

/** The service is open for every account here, so this is refused as KMS refuses it; Terraform takes that for success. */
export const OpenKmsService = defineOperation({
  name: 'OpenKmsService',
  input: Type.Object({}),
  run: async () => {
    throw new VendorError(400, 'Forbidden.Opened', 'Your kms service has been opened.', 'there is nothing to open here');
  },
});
