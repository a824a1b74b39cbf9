import { isDeepStrictEqual } from 'node:util';

import { aliyunDevelopment } from '@dragoman/adapter-aliyun';
import { bkDevelopment } from '@dragoman/adapter-bk';
import { huaweiDevelopment } from '@dragoman/adapter-huawei';
import {
  addressText,
  findAccessCredential,
  type Identity,
  type NewAccessCredential,
  registerIdentity,
  type Services,
  type VaultBindings,
} from '@dragoman/core';
import type { DevelopmentPart } from '@dragoman/protocol-kit';

const PARTS = { huawei: huaweiDevelopment, aliyun: aliyunDevelopment, bk: bkDevelopment };

/** The documented identity that works at every door out of the box. */
const developmentIdentity: Identity = {
  id: 'development',
  name: 'dragoman',
  addresses: 'any',
  attributes: Object.fromEntries(Object.entries(PARTS).map(([dialect, part]) => [dialect, part.attributes])),
};

/** Each access credential once: doors that take the same kind share it. */
const developmentAccessCredentials: readonly NewAccessCredential[] = [
  ...new Map(
    Object.values(PARTS).flatMap((part) =>
      part.accessCredentials.map((accessCredential) => [
        `${accessCredential.kind} ${accessCredential.lookup}`,
        accessCredential,
      ]),
    ),
  ).values(),
];

/** What nobody else can be or show, as seeds name it. */
export const developmentClaims: readonly string[] = [
  `identity ${developmentIdentity.id}`,
  ...developmentAccessCredentials.map(({ kind, lookup }) => `${kind} ${lookup}`),
];

/** The documented addresses, one at each door, that share the `default` vault. */
export const developmentBindings: VaultBindings = new Map(
  Object.values(PARTS).map((part) => [addressText(part.address), 'default']),
);

/**
 * Makes the development identity, unless it is there as it should be: tokens that it was given stay good over a
 * restart.
 * @throws Error when the stored access credentials do not open with this root key
 */
export async function ensureDevelopmentIdentity(services: Services): Promise<void> {
  if (!(await isInPlace(services))) await registerIdentity(services, developmentIdentity, developmentAccessCredentials);
}

async function isInPlace(services: Services): Promise<boolean> {
  const stored = (await services.identities.list()).find((identity) => identity.id === developmentIdentity.id);
  if (!isSame(stored, developmentIdentity)) return false;
  const found = await Promise.all(
    developmentAccessCredentials.map(async (accessCredential) =>
      findAccessCredential(services, accessCredential.kind, accessCredential.lookup),
    ),
  );
  return found.every(
    (accessCredential, index) =>
      accessCredential !== null && accessCredential.secret === developmentAccessCredentials[index]?.secret,
  );
}

/** By their texts first: comparing them member by member loads what a start does not need else. */
function isSame(stored: Identity | undefined, wanted: Identity): boolean {
  return JSON.stringify(stored) === JSON.stringify(wanted) || isDeepStrictEqual(stored, wanted);
}

/** The documented credentials, as clients are configured with them. */
export const huaweiKeys = { ...keysOf(huaweiDevelopment), project: huaweiDevelopment.address.key };
export const aliyunKeys = { id: keysOf(aliyunDevelopment).ak, secret: keysOf(aliyunDevelopment).sk };
export const bkApp = appOf(bkDevelopment);

function keysOf({ accessCredentials }: DevelopmentPart): { readonly ak: string; readonly sk: string } {
  const key = accessCredentials.find(({ kind }) => kind === 'access-key');
  return { ak: key?.lookup ?? '', sk: key?.secret ?? '' };
}

function appOf({ accessCredentials }: DevelopmentPart): { readonly code: string; readonly secret: string } {
  const app = accessCredentials.find(({ kind }) => kind === 'app');
  return { code: app?.lookup ?? '', secret: app?.secret ?? '' };
}
