import type { DevelopmentPart } from '@dragoman/protocol-kit';

import { DOOR } from './names.ts';

/** The documented development app, its user and that user's login token. */
export const bkDevelopment: DevelopmentPart = {
  attributes: { username: 'admin' },
  proofs: [
    { kind: 'app', lookup: 'dragoman', secret: 'dragoman-development-app-secret', expiresAt: null },
    { kind: 'user-token', lookup: 'dragoman-development-token', secret: null, expiresAt: null },
  ],
  address: { door: DOOR, key: 'biz/2' },
};
