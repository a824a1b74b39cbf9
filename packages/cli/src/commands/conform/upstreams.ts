import type { DoorName } from '@dragoman/conform';
import { ConfigError, isLoopback } from '@dragoman/input';

import { conformModule } from './conform-module.ts';

/** A real service as the command line spells it out. */
export interface SpelledService {
  readonly url: string;
  /** In lower case, without the port. */
  readonly host: string;
  /** Whether it is on this machine. */
  readonly isLocal: boolean;
}

/** What says which services requests may go to. */
export interface ServiceFlags {
  readonly door?: DoorName;
  readonly allowHost: readonly string[];
}

/** The services, and whose they are. */
export interface SpelledServices {
  readonly door: DoorName;
  readonly services: readonly SpelledService[];
}

/**
 * The services that requests may go to, and nowhere else.
 * @param flag that spells them out
 * @throws ConfigError for an address that is none, one without TLS that is not on this machine, and for a host that is
 *   none of the vendor's and that `--allow-host` does not name
 */
export async function spelledServices(
  flag: string,
  urls: readonly string[],
  flags: ServiceFlags,
): Promise<SpelledServices> {
  const { doorNamed, doorOfHost } = await conformModule();
  const services = urls.map((url) => spelledService(flag, url));
  const door = flags.door ?? services.map(({ host }) => doorOfHost(host)).find((found) => found !== null);
  if (door === undefined)
    throw new ConfigError(`${flag}: the host tells no vendor: give --door huawei, aliyun, aliyun-instance or bk`);
  for (const { host, isLocal } of services) {
    if (isLocal || doorNamed(door).serviceAt(host) !== null || flags.allowHost.includes(host)) continue;
    throw new ConfigError(
      `${flag}: ${host} is no host of ${door} that is known here: give --allow-host ${host} where you mean it`,
    );
  }
  return { door, services };
}

function spelledService(flag: string, text: string): SpelledService {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new ConfigError(`${flag} = ${JSON.stringify(text)} is no address: give it whole, with https://`);
  const { protocol, hostname, pathname, origin, username, search } = new URL(text);
  const isLocal = isLoopback(hostname);
  if (protocol === 'http:' && !isLocal)
    throw new ConfigError(`${flag} = ${JSON.stringify(text)} is without TLS: give https:// but for this machine`);
  if (pathname !== '/' || username !== '' || search !== '')
    throw new ConfigError(`${flag} = ${JSON.stringify(text)}: give scheme, host and port alone`);
  return { url: origin, host: hostname.toLowerCase(), isLocal };
}
