import { ConfigError, ControlError } from '@dragoman/input';
import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { MESSAGES } from '../messages.ts';

/** A file of the authority is missing or damaged: the message says which, and what to do. */
function rejectUnusable(error: unknown): never {
  if (error instanceof ConfigError) throw new ControlError(409, 'authority-unusable', error.text);
  throw error;
}

/**
 * What https clients need to know. Open to everybody: clients fetch it before they trust anything, and it is no secret.
 */
export const tlsCalls = {
  'tls.authority': controlCall({
    method: 'GET',
    path: '/tls/authority',
    scope: 'gateway',
    summary: 'Answers the CA certificate, as PEM',
    description:
      'The same as `dragoman ca print`, and the one way to it where the gateway keeps everything in ' +
      'memory. Made when it is asked for the first time. 404 no-authority where https is off, or ' +
      "has a certificate of the user's; 409 authority-unusable, which names the file, where it cannot be used.",
    open: true,
    responseKind: 'text',
    mediaType: 'application/x-pem-file',
    answer: Type.String(),
    run: async ({ gateway }) => {
      const authority = await gateway.authority().catch(rejectUnusable);
      if (authority === null) throw new ControlError(404, 'no-authority', MESSAGES.noAuthority);
      return authority;
    },
  }),
};
