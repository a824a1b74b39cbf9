import { type Ids, hexId } from '@dragoman/core';
import type { DevelopmentPart, SandboxPart } from '@dragoman/protocol-kit';

import { DEVELOPMENT_ACCOUNT, projectAddress } from './account/account.ts';

const { domain, user, project } = DEVELOPMENT_ACCOUNT;

/** This dialect's part of the development identity. */
export const huaweiDevelopment: DevelopmentPart = {
  attributes: { domain: { ...domain }, user: { ...user }, project: { ...project } },
  accessCredentials: [
    {
      kind: 'access-key',
      lookup: 'DRAGOMANDEV000000001',
      secret: 'DragomanDevelopmentSecretKeyNotForCloud0',
      expiresAt: null,
    },
    { kind: 'totp', lookup: user.id, secret: 'DRAGOMANDEVELOPMENTMFASECRETKEY2', expiresAt: null },
    { kind: 'password', lookup: `${domain.name}/${user.name}`, secret: 'Dragoman-Development-1', expiresAt: null },
  ],
  address: projectAddress(project.id),
};

/** A user of the development account, with an access key and a password of their own. */
export function huaweiSandbox(ids: Ids, name: string): SandboxPart {
  // The vendor's access keys have 20 upper-case characters, its secret keys 40.
  const accessKey = Buffer.from(ids.bytes(10)).toString('hex').toUpperCase();
  const secretKey = Buffer.from(ids.bytes(20)).toString('hex');
  const password = `Sandbox-${Buffer.from(ids.bytes(9)).toString('hex')}`;
  return {
    attributes: { domain: { ...domain }, user: { id: hexId(ids), name }, project: { ...project } },
    accessCredentials: [
      { kind: 'access-key', lookup: accessKey, secret: secretKey, expiresAt: null },
      { kind: 'password', lookup: `${domain.name}/${name}`, secret: password, expiresAt: null },
    ],
    credentials: {
      ak: accessKey,
      sk: secretKey,
      project_id: project.id,
      region: project.name,
      domain_name: domain.name,
      user_name: name,
      password,
    },
  };
}
