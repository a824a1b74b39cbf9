import type { Message } from '@dragoman/messages';
import { VendorError } from '@dragoman/protocol-kit';

import type { JobError } from '../../errors/job-error.ts';
import type { JobCode } from '../../errors/messages.ts';

/** A request without a login, or one that changes something without the key against forgery. */
export class LoginError extends VendorError {
  /** Whether the answer brings a new key. */
  readonly bringsKey: boolean;

  constructor(bringsKey: boolean, help: Message) {
    super(401, 401, 'Unauthorized', help);
    this.bringsKey = bringsKey;
  }
}

/**
 * The web console answers rejections with statuses; those that are not here with 200 (`WebExceptionControllerAdvice` of
 * bk-job at 042c1a5: a permission that is lacking is 403).
 */
const STATUSES: Partial<Record<JobCode, number>> = {
  1240002: 500,
  1240003: 400,
  1241005: 400,
  1243048: 404,
  1243049: 404,
  1243060: 409,
  9900403: 403,
};

/** The status of a rejection. */
export function statusOf(error: JobError): number {
  return STATUSES[error.jobCode] ?? 200;
}
