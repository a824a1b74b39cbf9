import { isWithin, SERVICE_DOMAINS } from '../tls/names.ts';

/** The domains of the clouds that the doors emulate: those of services, and of their consoles, pages and sign-in. */
export const CLOUD_DOMAINS = [...SERVICE_DOMAINS, 'huaweicloud.com', 'aliyun.com', 'alibabacloud.com'];

/** Host names of the services that the doors emulate, as the official SDKs make them. */
const SERVED = [
  // Huawei: <service>.<region>, and the global IAM, EPS and billing, which rejects everybody.
  /^(csms|kms|iam|sts|smn|eps|bss)(\.[a-z0-9-]+)?\.myhuaweicloud\.(com|eu)$/,
  // Aliyun: <service>[-vpc|-intl].<region>, the global ones, billing, which rejects everybody, and instances with an
  // address of their own.
  /^(kms|kms-vpc|kms-intl|sts|sts-vpc|location|location-readonly|business)(\.[a-z0-9-]+)?\.aliyuncs\.com$/,
  /^[a-z0-9-]+\.cryptoservice\.kms\.aliyuncs\.com$/,
];

/** Where an ECS instance finds its metadata, credentials included. */
const METADATA = '100.100.100.200';
/**
 * Where any machine of a cloud finds its metadata, Huawei's ECS among them: the credentials there are real ones, which
 * no program under test is to get by mistake.
 */
const LINK_LOCAL = /^(169\.254\.\d+\.\d+|\[?fe[89ab][0-9a-f]:.*|\[?fd00:ec2::254\]?)$/;

/**
 * Where a request to a host belongs: to the doors, nowhere because the rest of a cloud must not be reached, or not to
 * us.
 */
export type HostRoute = 'door' | 'rejected' | 'other';

/**
 * @param host without a port @param own host names beside the clouds' that lead to the doors, each with everything
 * below it
 */
export function routeOfHost(host: string, own: readonly string[]): HostRoute {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === METADATA || own.some((domain) => isWithin(name, domain.toLowerCase()))) return 'door';
  if (SERVED.some((served) => served.test(name))) return 'door';
  return LINK_LOCAL.test(name) || CLOUD_DOMAINS.some((domain) => isWithin(name, domain)) ? 'rejected' : 'other';
}
