import { aliyunKeys, bkApp, huaweiKeys } from '@dragoman/environment';
import { ConfigError, describeMisfit, misfitOf, readDocument, strictObject } from '@dragoman/input';
import type { Dialect } from '@dragoman/migrate';
import { type Static, Type } from '@sinclair/typebox';

import { announce, type ConnectionOptions, connectionFrom } from '../connection-options.ts';

/** Which target, where it is, and as whom it is called. */
export interface TargetFlags extends ConnectionOptions {
  readonly endpoint?: string;
  readonly credentials?: string;
  readonly live?: true;
  readonly yes?: true;
}

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 10_000 }));

const credentialsSchema = strictObject({
  huawei: Type.Optional(strictObject({ ak: text, sk: text, security_token: text, project_id: text })),
  aliyun: Type.Optional(
    strictObject({ access_key_id: text, access_key_secret: text, security_token: text, region_id: text }),
  ),
  bk: Type.Optional(strictObject({ bk_app_code: text, bk_app_secret: text, bk_username: text })),
});

/** Whom a target is called as; what is not given is absent. */
export type TargetCredentials = Static<typeof credentialsSchema>;

/** A target and how it is reached. */
export interface TargetAccess {
  readonly url: string;
  /** Whether it is the cloud itself, or may be: anything that is not on this machine. */
  readonly isReal: boolean;
  readonly credentials: TargetCredentials;
}

/**
 * Where a target is and as whom it is called: at `--endpoint`, else at the gateway that other commands find.
 * @throws ConfigError where it is not on this machine and `--live`, `--yes` or the address is missing
 */
export async function accessTo(dialect: Dialect, address: string, flags: TargetFlags): Promise<TargetAccess> {
  const gateway = flags.endpoint === undefined ? await connectionFrom(flags) : null;
  const url = gateway?.url ?? checkedEndpoint(flags.endpoint ?? '');
  const isReal = !isLoopback(url);
  if (isReal) rejectUnconfirmed(dialect, address, flags);
  if (gateway !== null) announce(gateway);
  return { url, isReal, credentials: await credentialsFrom(flags.credentials, isReal) };
}

/**
 * Whom a service is called as: by a file, else by the variables that SDKs read; on this machine the documented identity
 * fills in what is not given. @throws ConfigError for a file that is none of credentials
 */
export async function credentialsFrom(file: string | undefined, isReal: boolean): Promise<TargetCredentials> {
  const given = file === undefined ? fromEnvironment() : await fromFile(file);
  return isReal ? given : withDevelopment(given);
}

function rejectUnconfirmed(dialect: Dialect, address: string, { live, yes }: TargetFlags): void {
  if (live !== true || yes !== true)
    throw new ConfigError('the target is not on this machine: give --live and --yes where you mean the cloud itself');
  if (address === '')
    throw new ConfigError(`the plan does not spell the address out: make it with --to ${dialect}:<address>`);
}

function checkedEndpoint(endpoint: string): string {
  if (/^https?:\/\//i.test(endpoint) && URL.canParse(endpoint)) return endpoint;
  throw new ConfigError(`--endpoint = ${JSON.stringify(endpoint)} is no address: give it whole, with https://`);
}

/** Whether the host is this machine, by its name alone. */
function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

async function fromFile(path: string): Promise<TargetCredentials> {
  const { value } = await readDocument('--credentials', path);
  const misfit = misfitOf(credentialsSchema, value);
  if (misfit !== null) throw new ConfigError(`--credentials: ${describeMisfit(misfit, 'the file').en}`);
  return value as TargetCredentials;
}

/** By the names that the SDKs' own providers read. */
function fromEnvironment(): TargetCredentials {
  const of = (names: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(names).flatMap(([field, name]) => {
        const value = process.env[name];
        return value === undefined || value === '' ? [] : [[field, value]];
      }),
    );
  return {
    huawei: of({
      ak: 'HUAWEICLOUD_SDK_AK',
      sk: 'HUAWEICLOUD_SDK_SK',
      security_token: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
      project_id: 'HUAWEICLOUD_SDK_PROJECT_ID',
    }),
    aliyun: of({
      access_key_id: 'ALIBABA_CLOUD_ACCESS_KEY_ID',
      access_key_secret: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      security_token: 'ALIBABA_CLOUD_SECURITY_TOKEN',
      region_id: 'ALIBABA_CLOUD_REGION_ID',
    }),
    bk: of({ bk_app_code: 'BK_APP_CODE', bk_app_secret: 'BK_APP_SECRET', bk_username: 'BK_USERNAME' }),
  };
}

/** A gateway on this machine knows the documented development identity, unless another is given. */
function withDevelopment({ huawei, aliyun, bk }: TargetCredentials): TargetCredentials {
  return {
    huawei: { project_id: huaweiKeys.project, ...(huawei?.ak === undefined ? developmentKeys.huawei : {}), ...huawei },
    aliyun: {
      region_id: 'cn-hangzhou',
      ...(aliyun?.access_key_id === undefined ? developmentKeys.aliyun : {}),
      ...aliyun,
    },
    bk: { bk_username: 'admin', ...(bk?.bk_app_code === undefined ? developmentKeys.bk : {}), ...bk },
  };
}

const developmentKeys = {
  huawei: { ak: huaweiKeys.ak, sk: huaweiKeys.sk },
  aliyun: { access_key_id: aliyunKeys.id, access_key_secret: aliyunKeys.secret },
  bk: { bk_app_code: bkApp.code, bk_app_secret: bkApp.secret },
};
