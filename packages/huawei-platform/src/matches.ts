import type { RequestHead } from '@dragoman/protocol-kit';

import { isSignature } from './auth/authorization.ts';

/** The first segments of every path of CSMS, KMS, IAM, STS, SMN and EPS. */
const PATHS = /^\/(v1|v1\.0|v2|v3|v3\.0|v5)(\/|$)/;
const HOSTS = /^(csms|kms|iam|sts|smn|eps|bss)(\.[a-z0-9-]+)*\.myhuaweicloud\.(com|eu)(:\d+)?$/;

const IAM_HOST = /^iam(\.[a-z0-9-]+)*\.myhuaweicloud\.(com|eu)(:\d+)?$/;
const OTHER_HOST = /\.aliyuncs\.com(:\d+)?$/i;

/** Whether IAM alone is meant: by its host, or by a client that looks for its versions at an address of ours. */
export function isForIam(head: RequestHead): boolean {
  const { headers, path } = head;
  if (IAM_HOST.test(headers['host'] ?? '')) return true;
  return path === '/' && (isVersionDiscovery(head) || isOfDomain(headers));
}

/** SDKs say in which domain IAM is asked, and in which project KMS is, whose versions have the same path. */
function isOfDomain({ 'x-domain-id': domain, 'x-project-id': project }: RequestHead['headers']): boolean {
  return domain !== undefined && project === undefined;
}

/**
 * Whether a client of Keystone looks for the versions of an address that names none: keystoneauth and gophercloud, of
 * which golangsdk is made, ask the bare address for JSON before they have a credential to show.
 */
function isVersionDiscovery({ method, path, query, headers }: RequestHead): boolean {
  return (
    method === 'GET' &&
    path === '/' &&
    query === '' &&
    headers['authorization'] === undefined &&
    headers['x-auth-token'] === undefined &&
    (headers['accept'] ?? '').includes('application/json') &&
    ![HOSTS, OTHER_HOST].some((hosts) => hosts.test(headers['host'] ?? ''))
  );
}

/**
 * Whether a request, by its shape, is for this door. A token in `X-Auth-Token` says so of what bears no other door's
 * mark.
 */
export function matches(head: RequestHead): boolean {
  const { headers, path } = head;
  if (isSignature(headers['authorization']) || HOSTS.test(headers['host'] ?? '')) return true;
  if (
    path.startsWith('/api/') ||
    path.startsWith('/esb/') ||
    headers['x-acs-action'] !== undefined ||
    headers['x-bkapi-authorization'] !== undefined
  )
    return false;
  if (isVersionDiscovery(head)) return true;
  return PATHS.test(path) || (headers['x-auth-token'] !== undefined && !/(^|&)Action=/.test(head.query));
}
