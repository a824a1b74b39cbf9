import { type InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { IAM_MESSAGES, ERRORS, iamRejection, rejection, unauthenticated } from './errors.ts';
import { KMS_REFUSALS, invalidField, kmsRejection } from './kms-errors.ts';
import type { HuaweiSettings } from './settings.ts';

const HELP = 'a fault that was set on the control side';

type Factory = () => VendorError;

/** One refusal of each code: the tables', and those that no table has because their text tells of the request. */
const FACTORIES: readonly Factory[] = [
  ...namesOf(ERRORS).map(
    (name): Factory =>
      () =>
        rejection(name, HELP),
  ),
  () => unauthenticated('Unauthorized', HELP),
  ...namesOf(KMS_REFUSALS).map(
    (name): Factory =>
      () =>
        kmsRejection(name, HELP),
  ),
  () => invalidField('key_id', HELP),
  ...Object.entries(IAM_MESSAGES).map(
    ([status, message]): Factory =>
      () =>
        iamRejection(Number(status), message, HELP),
  ),
];

const BY_CODE: ReadonlyMap<string, Factory> = new Map(FACTORIES.map((make) => [String(make().code), make]));

/**
 * What a fault may answer with: every code of CSMS, KMS and the gateway, and IAM's statuses.
 *
 * No SDK of 2026-08-20 tries again unless it is told to, after what it is told to (`with_retry`, `withRetry`);
 * Terraform's provider
 * does after 429 alone, and sleeps for a minute and more (`retryBackoffFunc`). The gateway says when to come back only
 * to who asks
 * with `X-Apig-Mode: debug` (API Gateway user guide, response headers): its 429 bears no hint.
 */
export function injectableErrors({
  missing_status,
}: Pick<HuaweiSettings, 'missing_status'>): InjectableErrors<unknown> {
  return {
    codes: [...BY_CODE.keys()],
    retried: [ERRORS.throttled[1]],
    rejection(code) {
      const make = BY_CODE.get(code);
      if (make === undefined) throw new Error(`no refusal has the code ${code}`);
      const error = make();
      return error.status === 404 && code.startsWith('CSMS.')
        ? new VendorError(missing_status, error.code, error.message, error.help)
        : error;
    },
    throttled: () => rejection('throttled', HELP),
  };
}

function namesOf<Table extends object>(table: Table): (keyof Table)[] {
  return Object.keys(table) as (keyof Table)[];
}
