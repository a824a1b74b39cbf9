import type { Ids } from '@dragoman/core';
import type { DevelopmentPart, SandboxPart } from '@dragoman/protocol-kit';

import { DOOR } from './names.ts';

/** The development user; sandboxes have one of the same name. */
const USERNAME = 'admin';

/** The documented development app, its user and that user's login token. */
export const bkDevelopment: DevelopmentPart = {
  attributes: { username: USERNAME },
  accessCredentials: [
    { kind: 'app', lookup: 'dragoman', secret: 'dragoman-development-app-secret', expiresAt: null },
    { kind: 'user-token', lookup: 'dragoman-development-token', secret: null, expiresAt: null },
  ],
  address: { door: DOOR, key: 'biz/2' },
};

/** An app of its own, and a user of the same name as the development user with a login token of their own. */
export function bkSandbox(ids: Ids, name: string): SandboxPart {
  const secret = ids.uuid();
  const token = Buffer.from(ids.bytes(24)).toString('base64url');
  return {
    attributes: bkDevelopment.attributes,
    accessCredentials: [
      { kind: 'app', lookup: name, secret, expiresAt: null },
      { kind: 'user-token', lookup: token, secret: null, expiresAt: null },
    ],
    credentials: {
      bk_app_code: name,
      bk_app_secret: secret,
      bk_username: USERNAME,
      bk_token: token,
      bk_scope_type: 'biz',
      bk_scope_id: '2',
    },
  };
}
