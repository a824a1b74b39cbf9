import { DomainError } from '@dragoman/core';
import type { VendorError } from '@dragoman/protocol-kit';

import { REQUEST_HELP } from '../messages/requests.ts';
import { toGatewayError } from './gateway-errors.ts';
import { rejection } from './rejections.ts';

/** Whatever was thrown, as the billing service says it. Total. */
export function toBillingError(error: unknown): VendorError {
  if (error instanceof DomainError && error.code === 'resource-not-found')
    return rejection('purchaseMissing', REQUEST_HELP.unknownInstance({ subject: error.subject }));
  return toGatewayError(error);
}
