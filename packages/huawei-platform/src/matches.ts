import type { RequestHead } from '@dragoman/protocol-kit';

import { isSignature } from './auth/authorization.ts';

/** The first segments of every path of CSMS, KMS, IAM, STS, SMN and EPS. */
const PATHS = /^\/(v1|v1\.0|v2|v3|v3\.0|v5)(\/|$)/;
const HOSTS = /^(csms|kms|iam|sts|smn|eps|bss)(\.[a-z0-9-]+)*\.myhuaweicloud\.(com|eu)(:\d+)?$/;

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
  return PATHS.test(path) || (headers['x-auth-token'] !== undefined && !/(^|&)Action=/.test(head.query));
}
