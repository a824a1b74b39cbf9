import { DomainError, type DialectRecordRef, type Secret, type VaultId } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';
import { type Static, Type } from '@sinclair/typebox';

import { HELP } from '../../messages.ts';
import type { HuaweiContext } from '../../operation.ts';
import { loadById } from './tags.ts';

/** One user or group that was granted a secret. Times are Unix milliseconds. */
export type Grant = {
  readonly uuid: string;
  readonly target: string;
  readonly createTime: number;
  readonly updateTime: number;
  readonly validityTime: number | null;
};

/** Everybody who was granted one secret or group of secrets. */
export type Grants = {
  readonly type: 'SECRET' | 'GROUP';
  readonly createTime: number;
  readonly updateTime: number;
  readonly grants: readonly Grant[];
};

const id = Type.String({ minLength: 1, maxLength: 64 });

/** The definition's example has the type in small letters. */
export const grantBody = Type.Object({
  resource_id: id,
  type: Type.String({ pattern: '^(SECRET|GROUP|secret|group)$' }),
  grantee_type: Type.Union([Type.Literal('0'), Type.Literal('2')]),
  grantee_target_id: id,
  validity_time: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })),
});

export type GrantBody = Static<typeof grantBody>;

/** The resource that a query names. */
export const grantedQuery = { resource_id: id };

export function grantsRef(vault: VaultId, resourceId: string): DialectRecordRef {
  return { vault, kind: 'huawei.grant', id: resourceId };
}

/** Who has a grant of a secret that is still good. */
export async function grantsOfSecret(
  { services }: Pick<HuaweiContext, 'services'>,
  { vault, id: secretId }: Secret,
): Promise<readonly string[]> {
  const ref = grantsRef(vault, secretId);
  const held = (await services.resources.find(ref.vault, ref.kind, ref.id))?.body as Grants | undefined;
  const now = services.clock.now();
  return (held?.grants ?? [])
    .filter(({ validityTime }) => validityTime === null || validityTime > now)
    .map(({ target }) => target);
}

export function grantType({ type }: GrantBody): Grants['type'] {
  return type.toUpperCase() === 'SECRET' ? 'SECRET' : 'GROUP';
}

/**
 * The end of validity, Unix milliseconds: the day's first moment. @throws InvalidInputError for a day that no calendar
 * has
 */
export function validityFromWire({ validity_time: day }: GrantBody): number | null {
  if (day === undefined) return null;
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(day))
    throw new InvalidInputError('body.validity_time', 'date', HELP.noDate);
  return time;
}

/**
 * What a grant is shown to be for. Groups are made where no operation of this API leads, so any is taken.
 * @throws DomainError `resource-not-found` for a secret that does not exist
 */
export async function grantedName(
  { services, vault }: HuaweiContext,
  type: Grants['type'],
  resourceId: string,
): Promise<string> {
  return type === 'SECRET' ? (await loadById(services, vault, resourceId)).name : resourceId;
}

/** @throws DomainError `resource-not-found` */
export function grantTo(grants: Grants, target: string): Grant {
  const grant = grants.grants.find((candidate) => candidate.target === target);
  if (grant === undefined) throw new DomainError('resource-not-found', target);
  return grant;
}

/** In camel case, as the definition has it; `state` and `signature` are what its example shows. */
export function grantToWire(resourceId: string, type: Grants['type'], grant: Grant): object {
  return {
    uuid: grant.uuid,
    resourceId,
    type,
    granteeUser: grant.target,
    createTime: grant.createTime,
    updateTime: grant.updateTime,
    validityTime: grant.validityTime,
    state: 0,
    signature: '',
  };
}
