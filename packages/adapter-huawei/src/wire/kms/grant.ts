import {
  type Json,
  type DialectRecordPage,
  type DialectRecord,
  type DialectRecordRef,
  listDialectRecords,
} from '@dragoman/core';
import { accountOf } from '@dragoman/huawei-platform';
import { Type } from '@sinclair/typebox';

import type { HuaweiContext } from '../../operation.ts';
import { keyIdField, sequenceField } from './input.ts';
import { MAX_GRANTS } from './names.ts';
import type { OffsetPage } from './page.ts';

const KIND = 'huawei.kms-grant';

/** A permission that somebody gave somebody on a key: it stands for a policy that allows the operations. */
export interface Grant {
  readonly [field: string]: Json;
  readonly keyId: string;
  readonly name: string;
  readonly grantee: string;
  readonly granteeType: string;
  readonly operations: readonly string[];
  /** Who gave it. */
  readonly issuer: string;
  /** Who may retire it besides; empty is nobody. */
  readonly retiring: string;
}

export const GRANT_OPERATIONS = [
  'create-datakey',
  'create-datakey-without-plaintext',
  'encrypt-datakey',
  'decrypt-datakey',
  'describe-key',
  'create-grant',
  'retire-grant',
  'encrypt-data',
  'decrypt-data',
];

export const grantBody = Type.Object({
  key_id: keyIdField,
  grant_id: Type.String({ pattern: '^[A-Fa-f0-9]{64}$' }),
  sequence: sequenceField,
});

export function grantRef(vault: string, id: string): DialectRecordRef {
  return { vault, kind: KIND, id };
}

/** Whom the caller is to a grant. */
export function principalOf({ caller }: Pick<HuaweiContext, 'caller'>): string {
  return accountOf(caller).user.id;
}

/** Grants in the order of their creation. */
export async function listGrants(
  { services, vault }: Pick<HuaweiContext, 'services' | 'vault'>,
  { offset, limit }: OffsetPage,
  where: (grant: Grant) => boolean,
): Promise<DialectRecordPage<Grant>> {
  return listDialectRecords<Grant>(services, {
    vault,
    kind: KIND,
    order: 'created',
    from: { offset },
    limit,
    where: ({ body }) => where(body),
  });
}

/** All grants of a key. */
export async function grantsOfKey(
  context: Pick<HuaweiContext, 'services' | 'vault'>,
  keyId: string,
): Promise<readonly DialectRecord<Grant>[]> {
  const page = { offset: 0, limit: MAX_GRANTS };
  return (await listGrants(context, page, (grant) => grant.keyId === keyId)).resources;
}

export function grantToWire({ id, body, createdAt }: DialectRecord<Grant>): object {
  return {
    key_id: body.keyId,
    grant_id: id,
    grantee_principal: body.grantee,
    grantee_principal_type: body.granteeType,
    operations: body.operations,
    issuing_principal: body.issuer,
    creation_date: String(createdAt),
    name: body.name,
    retiring_principal: body.retiring,
  };
}
