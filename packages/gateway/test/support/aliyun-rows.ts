import { expect } from '@jest/globals';

import type { AliyunCall } from './aliyun.ts';

export type Params = Record<string, string>;

/** What must be in an answer, as toMatchObject takes it. */
type Expected = Record<string, unknown>;

/** One operation: a call that succeeds, and one that is rejected. */
export interface Row {
  readonly action: string;
  /** Other than KMS's. */
  readonly version?: string;
  /** Where one method alone is served. */
  readonly method?: 'GET' | 'POST';
  /** Makes what the call works on; answers the call's parameters. */
  readonly given: (call: AliyunCall) => Promise<Params>;
  /** `null` where the operation never succeeds; its rejection is then that of the very same call. */
  readonly answer: ((params: Params) => Expected) | null;
  /**
   * The same parameters with these in their place; `undefined` leaves one out. Absent where only an unknown access key
   * fails.
   */
  readonly but?: Readonly<Record<string, string | undefined>>;
  readonly code: string;
}

export const UUID: unknown = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export const BASE64: unknown = expect.stringMatching(
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
);
export const UTC_SECONDS: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

/** What is documented to answer nothing but its RequestId. */
export const nothing = (): Expected => ({});

/** Every character class that signatures and encodings stumble over. */
export const AWKWARD_VALUE = '{"k":"v ~*!\'()& <x> 中 𝄞 %20 +"}';

let made = 0;

/** A name that no other row has. */
export function newName(prefix = 'row'): string {
  return `${prefix}/${(made += 1)}`;
}

/** A secret with version `v1`; answers its name. */
export async function newSecret(call: AliyunCall, params: Params = {}): Promise<string> {
  const SecretName = newName();
  await call('CreateSecret', { SecretName, VersionId: 'v1', SecretData: AWKWARD_VALUE, ...params });
  return SecretName;
}

/** A managed secret, which rotates only when told to. */
export function newManagedSecret(call: AliyunCall): Promise<string> {
  return newSecret(call, {
    SecretType: 'Rds',
    SecretData: '{"Accounts":[{"AccountName":"u","AccountPassword":"p"}]}',
    ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"rm-1"}',
  });
}

export interface NewKey {
  readonly KeyId: string;
  readonly KeyVersionId: string;
  readonly Arn: string;
}

export async function newKey(call: AliyunCall, params: Params = {}): Promise<NewKey> {
  const { KeyMetadata } = (await call('CreateKey', params)) as {
    KeyMetadata: { KeyId: string; PrimaryKeyVersion: string; Arn: string };
  };
  return { KeyId: KeyMetadata.KeyId, KeyVersionId: KeyMetadata.PrimaryKeyVersion, Arn: KeyMetadata.Arn };
}

/** The parameters of the call that is to be rejected. */
export function rejectedParams(row: Row, params: Params): Params {
  const merged: Record<string, string | undefined> = { ...params, ...row.but };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
