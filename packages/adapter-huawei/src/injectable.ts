import type { InjectableErrors, VendorError } from '@dragoman/protocol-kit';

import { refusal, toCsmsError } from './errors.ts';

const HELP = 'a fault that was set on the control side';

/** What a fault may answer with. */
export const injectable: InjectableErrors<unknown> = {
  codes: ['CSMS.0001', 'APIGW.0308'],
  retried: [],
  refusal: (code): VendorError => (code === 'APIGW.0308' ? refusal('throttled', HELP) : toCsmsError(null, { missing_status: 404 })),
  throttled: () => refusal('throttled', HELP),
};
