import { InvalidInputError } from '@dragoman/protocol-kit';
import { Type } from '@sinclair/typebox';

import { HELP } from '../messages/operations.ts';
import { defineOperation } from '../operation.ts';
import { decodeDiagnosticMessage } from '../ram/diagnostic-message.ts';
import { onAnything } from '../secrets/secret-checks.ts';

/**
 * Says why RAM rejected a request, from the `EncodedDiagnosticMessage` of the rejection (page of 2026-02-26).
 * @NOTE unverified: what is answered to a message that is none, or of another account
 */
export const DecodeDiagnosticMessage = defineOperation({
  name: 'DecodeDiagnosticMessage',
  input: Type.Object({ EncodedDiagnosticMessage: Type.String({ minLength: 1 }) }),
  checks: onAnything('ram:DecodeDiagnosticMessage'),
  async run({ services, account }, { EncodedDiagnosticMessage }) {
    const message = decodeDiagnosticMessage(services, EncodedDiagnosticMessage);
    if (message?.AuthPrincipal.AuthPrincipalOwnerId !== account)
      throw new InvalidInputError('EncodedDiagnosticMessage', 'format', HELP.diagnosticMessage);
    return { DecodedDiagnosticMessage: { ...message } };
  },
});
