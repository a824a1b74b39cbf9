import { type InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { CSMS_ERRORS, csmsError } from './errors/csms.ts';
import { EPS_ERRORS, epsError } from './errors/eps.ts';
import { GATEWAY_ERRORS, gatewayError, unauthenticated } from './errors/gateway.ts';
import { IAM_MESSAGES, iamError } from './errors/iam.ts';
import { IAM_USER_ERRORS, iamUserError } from './errors/iam-users.ts';
import { KMS_ERRORS, invalidField, kmsError } from './errors/kms.ts';
import { SMN_ERRORS, smnError } from './errors/smn.ts';
import type { HuaweiSettings } from './settings.ts';

const HELP = 'a fault that was set through the control API';

type Factory = () => VendorError;

/** One error of each code: the tables', and those that no table has because their message tells of the request. */
const FACTORIES: readonly Factory[] = [
  ...namesOf(CSMS_ERRORS).map(
    (name): Factory =>
      () =>
        csmsError(name, HELP),
  ),
  ...namesOf(GATEWAY_ERRORS).map(
    (name): Factory =>
      () =>
        gatewayError(name, HELP),
  ),
  () => unauthenticated('Unauthorized', HELP),
  ...namesOf(KMS_ERRORS).map(
    (name): Factory =>
      () =>
        kmsError(name, HELP),
  ),
  () => invalidField('key_id', HELP),
  ...namesOf(SMN_ERRORS).map(
    (name): Factory =>
      () =>
        smnError(name, HELP),
  ),
  ...namesOf(EPS_ERRORS).map(
    (name): Factory =>
      () =>
        epsError(name, HELP),
  ),
  ...namesOf(IAM_USER_ERRORS).map(
    (name): Factory =>
      () =>
        iamUserError(name, HELP),
  ),
  ...Object.entries(IAM_MESSAGES).map(
    ([status, message]): Factory =>
      () =>
        iamError(Number(status), message, HELP),
  ),
];

const BY_CODE: ReadonlyMap<string, Factory> = new Map(FACTORIES.map((make) => [String(make().code), make]));

/**
 * What a fault may answer with: every code of CSMS, KMS, SMN, EPS and the gateway, and IAM's statuses.
 *
 * No SDK of 2026-08-20 tries again unless it is told to, after what it is told to (`with_retry`, `withRetry`);
 * Terraform's provider does after 429 alone, and sleeps for a minute and more (`retryBackoffFunc`). The gateway says
 * when to come back only to who asks with `X-Apig-Mode: debug` (API Gateway user guide, response headers): its 429
 * bears no hint.
 */
export function injectableErrors({
  missing_status,
}: Pick<HuaweiSettings, 'missing_status'>): InjectableErrors<unknown> {
  return {
    codes: [...BY_CODE.keys()],
    retried: [GATEWAY_ERRORS.throttled[1]],
    rejection(code) {
      const make = BY_CODE.get(code);
      if (make === undefined) throw new Error(`no error has the code ${code}`);
      const error = make();
      return error.status === 404 && code.startsWith('CSMS.')
        ? new VendorError(missing_status, error.code, error.message, error.help)
        : error;
    },
    throttled: () => gatewayError('throttled', HELP),
  };
}

function namesOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}
