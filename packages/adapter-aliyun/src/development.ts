import type { Ids } from '@dragoman/core';
import type { DevelopmentPart, SandboxPart } from '@dragoman/protocol-kit';

import { DOOR } from './names.ts';

const ACCOUNT = '1000000000000001';
const REGION = 'cn-hangzhou';

/** The documented development identity, as this door knows it. */
export const aliyunDevelopment: DevelopmentPart = {
  attributes: { account_id: ACCOUNT },
  accessCredentials: [
    {
      kind: 'access-key',
      lookup: 'DRAGOMANDEV000000001',
      secret: 'DragomanDevelopmentSecretKeyNotForCloud0',
      expiresAt: null,
    },
    { kind: 'user-token', lookup: 'dragoman-development-token', secret: null, expiresAt: null },
  ],
  address: { door: DOOR, key: `${ACCOUNT}/${REGION}` },
};

/** An identity of the development account with an access key of its own. */
export function aliyunSandbox(ids: Ids): SandboxPart {
  // The vendor's ids begin with LTAI and have 24 characters, its secrets have 30.
  const accessKeyId = `LTAI${Buffer.from(ids.bytes(10)).toString('hex')}`;
  const accessKeySecret = Buffer.from(ids.bytes(15)).toString('hex');
  return {
    attributes: { account_id: ACCOUNT },
    accessCredentials: [{ kind: 'access-key', lookup: accessKeyId, secret: accessKeySecret, expiresAt: null }],
    credentials: {
      access_key_id: accessKeyId,
      access_key_secret: accessKeySecret,
      region_id: REGION,
      account_id: ACCOUNT,
    },
  };
}
