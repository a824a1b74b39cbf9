import type { DevelopmentPart } from '@dragoman/protocol-kit';

import { DOOR } from './names.ts';

/** The documented development identity, as this door knows it. */
export const aliyunDevelopment: DevelopmentPart = {
  attributes: { account_id: '1000000000000001' },
  proofs: [
    { kind: 'access-key', lookup: 'DRAGOMANDEV000000001', secret: 'DragomanDevelopmentSecretKeyNotForCloud0', expiresAt: null },
    { kind: 'user-token', lookup: 'dragoman-development-token', secret: null, expiresAt: null },
  ],
  address: { door: DOOR, key: '1000000000000001/cn-hangzhou' },
};
