import { type InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { toVendorError } from './errors.ts';

const HELP = 'a fault that was set on the control side';

/** What a fault may answer with. */
export const injectable: InjectableErrors<unknown> = {
  codes: ['InternalFailure', 'Rejected.Throttling'],
  retried: ['Rejected.Throttling'],
  refusal: (code) => (code === 'InternalFailure' ? toVendorError(null) : throttled()),
  throttled,
};

function throttled(): VendorError {
  return new VendorError(429, 'Rejected.Throttling', 'QPS Limit Exceeded', HELP);
}
