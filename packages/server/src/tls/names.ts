import { isIP } from 'node:net';
import { hostname } from 'node:os';

import { ConfigError } from '@dragoman/input';

import type { TlsSettings } from '../settings.ts';

/** The domains of the services that the doors emulate: clients call hosts of any depth below them. */
export const SERVICE_DOMAINS = ['myhuaweicloud.com', 'myhuaweicloud.eu', 'aliyuncs.com'];

/** Names that this machine has for itself, and for its containers. */
const MACHINE_NAMES = ['localhost', 'host.docker.internal', 'gateway.docker.internal'];

/** Names and addresses that one certificate is for. */
export interface HostNames {
  /** Lower case. */
  readonly domains: readonly string[];
  readonly addresses: readonly string[];
}

/** What the authority may put into certificates. */
export interface SigningNames {
  /** Host names, each with everything below it; lower case. */
  readonly domains: readonly string[];
  /** Ranges of IP addresses, as a base and its number of leading bits. */
  readonly ranges: readonly { readonly base: string; readonly bits: number }[];
}

/** The first that is neither a host name nor an IP address. */
export function invalidHost(hosts: readonly string[]): string | undefined {
  return hosts.find((host) => isIP(host) === 0 && !isHostName(host.toLowerCase()));
}

/** @throws ConfigError for the first that is neither a host name nor an IP address */
export function checkHosts({ hosts }: TlsSettings['tls']): void {
  const wrong = invalidHost(hosts);
  if (wrong === undefined) return;
  throw new ConfigError(
    `tls.hosts = "${wrong}" is no host name and no IP address: give it without scheme, port or ` +
      'wildcard; a name stands for everything below it',
  );
}

/** The names of this machine, its own one among them where that is a host name. */
export function machineNames(): string[] {
  const own = hostname().toLowerCase();
  return isIP(own) === 0 && isHostName(own) ? [...new Set([...MACHINE_NAMES, own])] : MACHINE_NAMES;
}

/** What a client that names no host gets a certificate for: this machine, and what `tls.hosts` adds. */
export function ownNames({ hosts }: TlsSettings['tls']): HostNames {
  const { domains, addresses } = partitionHosts(hosts);
  return {
    domains: [...new Set([...machineNames(), ...domains])],
    addresses: ['127.0.0.1', '::1', ...addresses],
  };
}

/** What `tls.hosts` adds to the names that the authority may sign. */
export function addedNames({ hosts }: TlsSettings['tls']): SigningNames {
  const { domains, addresses } = partitionHosts(hosts);
  return { domains, ranges: addresses.map((base) => ({ base, bits: isIP(base) === 4 ? 32 : 128 })) };
}

/** Everything that the authority may sign. */
export function signingNames(tls: TlsSettings['tls']): SigningNames {
  const added = addedNames(tls);
  return {
    domains: [...new Set([...SERVICE_DOMAINS, ...machineNames(), ...added.domains])],
    ranges: [{ base: '127.0.0.0', bits: 8 }, { base: '::1', bits: 128 }, ...added.ranges],
  };
}

/** Whether a name that a client sent is a host name that the authority may sign. */
export function maySign({ domains }: SigningNames, name: string): boolean {
  return isHostName(name) && domains.some((domain) => isWithin(name, domain));
}

/** Whether a host name is a domain or below it. */
export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

const MAX_NAME = 253;

/** Some clients put underscores into names below a domain. */
const HOST_NAME = /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

function isHostName(name: string): boolean {
  return name.length <= MAX_NAME && HOST_NAME.test(name);
}

function partitionHosts(hosts: readonly string[]): HostNames {
  return {
    domains: hosts.filter((host) => isIP(host) === 0).map((host) => host.toLowerCase()),
    addresses: hosts.filter((host) => isIP(host) !== 0),
  };
}
