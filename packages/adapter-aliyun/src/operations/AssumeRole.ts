import { Type } from '@sinclair/typebox';

import { openSession } from '../auth/session.ts';
import { defineOperation } from '../operation.ts';
import { onRole } from '../sts/role-checks.ts';
import { roleRequest, sessionFromWire, sessionToWire } from '../sts/role.ts';

export const AssumeRole = defineOperation({
  name: 'AssumeRole',
  input: Type.Object({
    ...roleRequest,
    ExternalId: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_=,.@:/-]{2,1224}$' })),
    SourceIdentity: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_=,.@-]{2,64}$' })),
  }),
  checks: onRole,
  // The session works in the role's account, but where its maker may not work it may not either.
  async run({ services, caller }, request) {
    const { session, seconds } = await sessionFromWire(services, request);
    const credentials = await openSession(services, caller.known ? caller.identity : null, session, seconds);
    return sessionToWire(session, credentials);
  },
});
