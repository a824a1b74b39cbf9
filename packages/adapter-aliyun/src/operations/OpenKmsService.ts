import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { defineOperation } from '../operation.ts';
import { rejection } from '../errors/rejections.ts';
import { onAnything } from '../secrets/secret-checks.ts';

/**
 * The service is open for every account here, so this is rejected as KMS rejects it; Terraform takes that for success.
 */
export const OpenKmsService = defineOperation({
  name: 'OpenKmsService',
  input: Type.Object({}),
  checks: onAnything('kms:OpenKmsService'),
  run: async () => {
    throw rejection('open', HELP.nothingToOpen);
  },
});
