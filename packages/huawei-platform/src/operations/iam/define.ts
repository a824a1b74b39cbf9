import { IAM_SERVICE } from '../../errors/iam.ts';
import { toIamUserDenial, toIamUserError } from '../../errors/iam-users.ts';

/** What one of IAM's own user calls says of itself. */
export const OS_USER = {
  service: IAM_SERVICE,
  success: 200,
  body: 'ignored',
  authenticated: true,
  toError: toIamUserError,
  toDenial: toIamUserDenial,
} as const;

export const OS_USERS_PATH = '/v3.0/OS-USER/users';
