import type { Message } from '@dragoman/messages';
import { COMMON_HELP, type VendorError } from '@dragoman/protocol-kit';

import { EPS_ERRORS, epsError } from './errors/eps.ts';
import { GATEWAY_ERRORS, gatewayError, unauthenticated } from './errors/gateway.ts';
import { IAM_MESSAGES, iamError } from './errors/iam.ts';
import { IAM_USER_ERRORS, iamUserError } from './errors/iam-users.ts';
import { SMN_ERRORS, smnError } from './errors/smn.ts';

/** What a client is told of an error that a fault makes. */
/** Makes the error that a fault answers with. */
export type InjectableError = () => VendorError;

/** One error of each code of a table. */
export function errorsOf<Table extends object>(
  table: Table,
  make: (name: keyof Table, help: Message) => VendorError,
): readonly InjectableError[] {
  return (Object.keys(table) as (keyof Table)[]).map((name) => () => make(name, COMMON_HELP.injected));
}

/** One error of each code of the gateway, SMN, EPS and IAM. */
export const platformErrors = (): readonly InjectableError[] => [
  ...errorsOf(GATEWAY_ERRORS, gatewayError),
  () => unauthenticated('Unauthorized', COMMON_HELP.injected),
  ...errorsOf(SMN_ERRORS, smnError),
  ...errorsOf(EPS_ERRORS, epsError),
  ...errorsOf(IAM_USER_ERRORS, iamUserError),
  ...Object.entries(IAM_MESSAGES).map(
    ([status, message]) =>
      () =>
        iamError(Number(status), message, COMMON_HELP.injected),
  ),
];

/** The code that clients are to try again after. */
export const THROTTLED_CODE = GATEWAY_ERRORS.throttled[1];

/** The answer of a gateway that is asked too often. */
export function throttledError(): VendorError {
  return gatewayError('throttled', COMMON_HELP.injected);
}
