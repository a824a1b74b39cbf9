import type { DevelopmentPart } from '@dragoman/protocol-kit';

import { DEVELOPMENT_ACCOUNT, projectAddress } from './account.ts';

const { domain, user, project } = DEVELOPMENT_ACCOUNT;

/** This dialect's part of the development identity. */
export const huaweiDevelopment: DevelopmentPart = {
  attributes: { domain: { ...domain }, user: { ...user }, project: { ...project } },
  proofs: [
    { kind: 'access-key', lookup: 'DRAGOMANDEV000000001', secret: 'DragomanDevelopmentSecretKeyNotForCloud0', expiresAt: null },
    { kind: 'totp', lookup: user.id, secret: 'DRAGOMANDEVELOPMENTMFASECRETKEY2', expiresAt: null },
    { kind: 'password', lookup: `${domain.name}/${user.name}`, secret: 'Dragoman-Development-1', expiresAt: null },
  ],
  address: projectAddress(project.id),
};
