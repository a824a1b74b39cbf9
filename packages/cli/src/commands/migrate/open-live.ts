import { ConfigError } from '@dragoman/input';
import type { Dialect, Source } from '@dragoman/migrate';

import { migrateModule } from './migrate-module.ts';
import { openAliyun, openBk, openCaller, openHuawei } from './open-target.ts';
import { accessTo } from './target-access.ts';
import type { SourceFlags } from './source-options.ts';

/** A service that is read while the command runs. */
export interface LiveAddress {
  /** As it was given, `huawei:<project>`. */
  readonly argument: string;
  readonly dialect: Dialect;
  readonly address: string;
  /** Of credentials of JOB, which lists none to its clients. */
  readonly ids: readonly string[];
}

/**
 * A source that calls its service, by calls of a fixed list that read, at half of what the service allows.
 * @throws ConfigError without `--live`, or where a part of the credentials is missing; no connection is made before
 */
export async function liveSource(
  { argument, dialect, address, ids }: LiveAddress,
  flags: SourceFlags,
): Promise<Source> {
  if (flags.live !== true)
    throw new ConfigError(`${argument} would be read over the wire: give --live where you mean that`);
  const access = await accessTo(dialect, address, {
    ...connectionOf(flags),
    ...(flags.sourceEndpoint === undefined ? {} : { endpoint: flags.sourceEndpoint }),
    ...(flags.sourceCredentials === undefined ? {} : { credentials: flags.sourceCredentials }),
    live: true,
    // Nothing is written there.
    yes: true,
  });
  const { aliyunLive, bkLive, huaweiLive, READING_QUOTAS, readingCalls } = await migrateModule();
  const allowed = readingCalls(dialect, flags.withValues === true || flags.valuesOnDemand === true);
  const caller = await openCaller(dialect, access, undefined, READING_QUOTAS);
  switch (dialect) {
    case 'huawei':
      return huaweiLive({
        path: argument,
        csms: await openHuawei(address, access, allowed),
        kms: await openHuawei(address, { ...access, url: kmsOf(access.url) }, allowed),
        caller,
      });
    case 'aliyun':
      return aliyunLive({ path: argument, client: await openAliyun(address, access, allowed), caller });
    case 'bk':
      return bkLive({ path: argument, client: await openBk(address, access, allowed), caller, ids });
  }
}

function connectionOf({ url, token, tokenFile }: SourceFlags) {
  return {
    ...(url === undefined ? {} : { url }),
    ...(token === undefined ? {} : { token }),
    ...(tokenFile === undefined ? {} : { tokenFile }),
  };
}

/** KMS of Huawei Cloud has a host of its own beside that of CSMS. */
function kmsOf(url: string): string {
  return url.replace(/^(https?:\/\/)csms\./, '$1kms.');
}
