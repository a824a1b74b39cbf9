import type { HuaweiContext } from '../../operation.ts';

/** The version of the interface that there is, and when the service says it came. */
export const API_VERSION = 'v1.0';
const UPDATED = '2016-10-29T02:00:00Z';

/** A version as the service describes it, with its address on the host that was asked. */
export function apiVersion({ request }: Pick<HuaweiContext, 'request'>): object {
  const host = request.headers['host'] ?? 'kms';
  return {
    id: API_VERSION,
    links: [{ href: `https://${host}/${API_VERSION}/`, rel: 'self' }],
    version: '',
    status: 'CURRENT',
    updated: UPDATED,
    min_version: '',
  };
}
