import type { RestRoute } from '@dragoman/protocol-kit';

import { KMS_SERVICE } from '../../errors/kms.ts';

/** What an operation of KMS of the common kind says of itself. */
export const KMS = {
  service: KMS_SERVICE,
  nestedErrors: true,
  success: 200,
  body: 'required',
  authenticated: true,
} as const;

/** The route of an operation that is postRoute under its own name. */
export function postRoute(name: string): readonly RestRoute[] {
  return [{ method: 'POST', path: `/v1.0/{project_id}/kms/${name}` }];
}
