import type { Exchange, VendorError, WireResponse } from '@dragoman/protocol-kit';

import { ApigwError } from '../errors/apigw-error.ts';
import { BackendError } from '../errors/backend-error.ts';
import { EsbError } from '../errors/esb-error.ts';
import { apigwRejection } from './apigw/answers.ts';
import { backendRejection } from './backend/answers.ts';
import { esbRejection, esbRequestId } from './esb/answers.ts';

/** A rejection before JOB is asked, in the form of the front whose error it is. */
export function rejectionBeforeJob(exchange: Exchange, error: VendorError): WireResponse {
  if (error instanceof EsbError) return esbRejection(error, esbRequestId(exchange));
  if (error instanceof BackendError) return backendRejection(exchange, error);
  const known = error instanceof ApigwError ? error : new ApigwError('INTERNAL_SERVER_ERROR');
  return apigwRejection(exchange, known);
}
