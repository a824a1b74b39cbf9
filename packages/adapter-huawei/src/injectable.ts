import { once } from '@dragoman/core';
import { THROTTLED_CODE, errorsOf, platformErrors, throttledError } from '@dragoman/huawei-platform';
import { type InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { CSMS_ERRORS, csmsError } from './errors/csms.ts';
import { KMS_ERRORS, invalidField, kmsError } from './errors/kms.ts';
import type { HuaweiSettings } from './settings.ts';

/** One error of each code: the tables', and those that no table has because their message tells of the request. */
const errors = () => [
  ...errorsOf(CSMS_ERRORS, csmsError),
  ...errorsOf(KMS_ERRORS, kmsError),
  ...errorsOf({ key_id: 'KMS.0308' }, invalidField),
  ...platformErrors(),
];

const byCode = once(() => new Map(errors().map((make) => [String(make().code), make])));

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
    codes: [...byCode().keys()],
    retried: [THROTTLED_CODE],
    rejection(code) {
      const make = byCode().get(code);
      if (make === undefined) throw new Error(`no error has the code ${code}`);
      const error = make();
      return error.status === 404 && code.startsWith('CSMS.')
        ? new VendorError(missing_status, error.code, error.message, error.help)
        : error;
    },
    throttled: throttledError,
  };
}
