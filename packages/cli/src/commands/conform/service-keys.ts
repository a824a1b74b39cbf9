import type { DoorName, ServiceKeys } from '@dragoman/conform';
import { ConfigError } from '@dragoman/input';

import { credentialsFrom, type TargetCredentials } from '../migrate/target-access.ts';

/** Doors whose requests are signed with a key of the user's. */
type SignedDoor = Exclude<DoorName, 'aliyun-instance'>;

/** What the user's key of each vendor is read from, for whoever lacks one. */
const VARIABLES: Readonly<Record<SignedDoor, string>> = {
  huawei: 'HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK',
  aliyun: 'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  bk: 'BK_APP_CODE and BK_APP_SECRET',
};

/**
 * The user's own key, from a file or the variables that SDKs read; on this machine the documented one where none is
 * given.
 * @throws ConfigError where a part is missing
 */
export async function serviceKeys(door: DoorName, file: string | undefined, isLocal: boolean): Promise<ServiceKeys> {
  if (door === 'aliyun-instance')
    throw new ConfigError(
      'a KMS instance is signed for with client keys, which are not read: record with --pass-through',
    );
  const keys = keysIn(door, await credentialsFrom(file, !isLocal));
  if (keys === null) throw new ConfigError(`the key to sign with is missing: set ${VARIABLES[door]}, or --credentials`);
  return keys;
}

/** The project that the user's requests name, as far as it is told. */
export async function projectOf(file: string | undefined, isLocal: boolean): Promise<string | undefined> {
  return (await credentialsFrom(file, !isLocal)).huawei?.project_id;
}

function keysIn(door: SignedDoor, { huawei = {}, aliyun = {}, bk = {} }: TargetCredentials): ServiceKeys | null {
  const [id, secret, token] = {
    huawei: [huawei.ak, huawei.sk, huawei.security_token],
    aliyun: [aliyun.access_key_id, aliyun.access_key_secret, aliyun.security_token],
    bk: [bk.bk_app_code, bk.bk_app_secret, undefined],
  }[door];
  if (id === undefined || secret === undefined) return null;
  const username = door === 'bk' ? bk.bk_username : undefined;
  return { id, secret, token: token ?? null, ...(username !== undefined && { username }) };
}
