import { DomainError, type SecretRef } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import type { TenantContext } from '../auth/tenant.ts';
import { HELP } from '../messages/operations.ts';

/** English documentation names the ASCII part; the Chinese one allows Chinese characters too, at most 64. */
const NAME = /^[\p{Script=Han}A-Za-z0-9_/+=.\-@]{1,192}$/u;
const HAN = /\p{Script=Han}/gu;
const MAX_HAN_CHARACTERS = 64;

/** The name may itself hold slashes, so the first `secret/` ends the prefix. */
const SECRET_ARN = /^acs:kms:([^:]*):([^:]*):secret\/(.+)$/s;

/** Checks the name of a new generic secret. @throws InvalidInput */
export function checkNewName(name: string): void {
  const allowed = NAME.test(name) && (name.match(HAN)?.length ?? 0) <= MAX_HAN_CHARACTERS && !name.startsWith('acs/');
  if (!allowed) throw new InvalidInputError('SecretName', 'format', HELP.secretName);
}

/**
 * The secret that a SecretName means, be it a name or an ARN.
 * @throws DomainError `secret-not-found` for an ARN of another region or account, whose secrets are not here unless the
 * policy of one shares it
 */
export function refFromWire(tenant: TenantContext, secretName: string): SecretRef {
  const arn = readSecretArn(secretName);
  if (arn === null) return { vault: tenant.vault, name: secretName };
  const { region, account, name } = arn;
  if (region !== tenant.region || account !== tenant.account) {
    const shared = tenant.shared?.get(secretName);
    if (shared !== undefined) return { vault: shared, name };
    throw new DomainError(
      'secret-not-found',
      `${secretName}, which is not of region ${tenant.region}, account ${tenant.account}`,
    );
  }
  return { vault: tenant.vault, name };
}

/** The parts of a secret's ARN; `null` for a name. */
export function readSecretArn(
  text: string,
): { readonly region: string; readonly account: string; readonly name: string } | null {
  const [, region = '', account = '', name] = SECRET_ARN.exec(text) ?? [];
  return name === undefined ? null : { region, account, name };
}

export function secretArn(tenant: TenantContext, name: string): string {
  return `acs:kms:${tenant.region}:${tenant.account}:secret/${name}`;
}

/** The same of a secret that a request named, which another account may share: then the request gave the ARN. */
export function namedArn(tenant: TenantContext, given: string, name: string): string {
  return readSecretArn(given) === null ? secretArn(tenant, name) : given;
}
