import { setTimeout as wait } from 'node:timers/promises';

import { randomIds, systemClock } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import type {
  AliyunClient,
  AllowedCalls,
  BkClient,
  BkTargetParts,
  Dialect,
  HuaweiClient,
  Pace,
  QuotaGroup,
  Target,
} from '@dragoman/migrate';

import { migrateModule } from './migrate-module.ts';
import type { TargetAccess } from './target-access.ts';

/** The first wait after a call that was throttled, in milliseconds. */
const FIRST_WAIT_MS = 500;
/** What a wait is told from, in milliseconds. */
const TOLD_WAIT_MS = 1_500;

/** How a target is called. */
export interface TargetOptions {
  /** Calls a second; by default 70 % of what the vendor allows, and no limit on this machine. */
  readonly rate?: number;
  /** Unix milliseconds that requests are signed at; the machine's clock unless told. */
  readonly now?: () => number;
  /** How BlueKing shapes a value, and what its console lists. */
  readonly bk: BkTargetParts;
}

/** Opens the service that a plan leads to. @throws ConfigError where a part of the credentials is missing */
export async function openTarget(
  { dialect, address }: { readonly dialect: Dialect; readonly address: string },
  access: TargetAccess,
  options: TargetOptions,
): Promise<Target> {
  const { aliyunTarget, bkTarget, huaweiTarget } = await migrateModule();
  const caller = await openCaller(dialect, access, options.rate);
  const { now = systemTime } = options;
  switch (dialect) {
    case 'huawei':
      return huaweiTarget(await openHuawei(address, access, 'all', now), caller);
    case 'aliyun':
      return aliyunTarget(await openAliyun(address, access, 'all', now), caller);
    case 'bk':
      return bkTarget(await openBk(address, access), caller, options.bk);
  }
}

/** Makes calls at a pace: by default at 70 % of what the service allows. */
export async function openCaller(
  dialect: Dialect,
  { isReal }: TargetAccess,
  rate: number | undefined,
  quotas?: Readonly<Record<Dialect, readonly QuotaGroup[]>>,
) {
  const { callerOf, NO_PACE, pacedBy, QUOTAS } = await migrateModule();
  const waitFor = async (milliseconds: number): Promise<void> => {
    await wait(milliseconds);
  };
  const paced = (groups: Parameters<typeof pacedBy>[0]): Pace => pacedBy(groups, () => performance.now(), waitFor);
  const own = rate === undefined ? null : paced([{ operations: /./, perSecond: rate }]);
  const pace = own ?? (isReal ? paced((quotas ?? QUOTAS)[dialect]) : NO_PACE);
  return callerOf({ pace, wait: waitFor, random: chance, firstWaitMs: FIRST_WAIT_MS, onWait: tellWait });
}

/** Short waits are nobody's concern. */
function tellWait({ message }: Error, milliseconds: number): void {
  if (milliseconds < TOLD_WAIT_MS) return;
  process.stderr.write(`dragoman: ${message}: tries again in ${Math.ceil(milliseconds / 1_000)} s\n`);
}

/** From 0 to below 1. */
function chance(): number {
  return Buffer.from(randomIds.bytes(4)).readUInt32BE() / 2 ** 32;
}

const systemTime = (): number => systemClock.now();

export async function openHuawei(
  address: string,
  { url, credentials }: TargetAccess,
  allowed: AllowedCalls = 'all',
  now: () => number = systemTime,
): Promise<HuaweiClient> {
  const { httpEndpoint, huaweiClient } = await migrateModule();
  const { ak, sk, security_token: securityToken = null, project_id: own } = credentials.huawei ?? {};
  const project = address === '' ? required(own, 'HUAWEICLOUD_SDK_PROJECT_ID') : address;
  return huaweiClient({
    endpoint: httpEndpoint(url),
    project,
    keys: { ak: required(ak, 'HUAWEICLOUD_SDK_AK'), sk: required(sk, 'HUAWEICLOUD_SDK_SK'), securityToken },
    allowed,
    now,
  });
}

export async function openAliyun(
  address: string,
  { url, credentials }: TargetAccess,
  allowed: AllowedCalls = 'all',
  now: () => number = systemTime,
): Promise<AliyunClient> {
  const { aliyunClient, httpEndpoint } = await migrateModule();
  const {
    access_key_id: id,
    access_key_secret: secret,
    security_token: securityToken = null,
  } = credentials.aliyun ?? {};
  const region = address.split('/')[1] ?? required(credentials.aliyun?.region_id, 'ALIBABA_CLOUD_REGION_ID');
  return aliyunClient({
    endpoint: httpEndpoint(url),
    region,
    keys: {
      accessKeyId: required(id, 'ALIBABA_CLOUD_ACCESS_KEY_ID'),
      accessKeySecret: required(secret, 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
      securityToken,
    },
    allowed,
    now,
    newNonce: () => randomIds.uuid(),
  });
}

export async function openBk(
  address: string,
  { url, credentials }: TargetAccess,
  allowed: AllowedCalls = 'all',
): Promise<BkClient> {
  const { bkClient, httpEndpoint } = await migrateModule();
  const { bk_app_code: code, bk_app_secret: secret, bk_username: username } = credentials.bk ?? {};
  const [type = 'biz', id = '2'] = address === '' ? [] : address.split('/');
  return bkClient({
    endpoint: httpEndpoint(url),
    scope: { type, id },
    keys: {
      appCode: required(code, 'BK_APP_CODE'),
      appSecret: required(secret, 'BK_APP_SECRET'),
      username: required(username, 'BK_USERNAME'),
    },
    allowed,
  });
}

function required(value: string | undefined, name: string): string {
  if (value === undefined)
    throw new ConfigError(`who makes the calls is not known: set ${name}, or give a file of credentials`);
  return value;
}
