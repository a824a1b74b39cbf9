import { REQUEST_HELP } from '../messages/requests.ts';
import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import type { FrontendErrors } from '../errors/frontend-errors.ts';

/** An old official client states milliseconds. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/**
 * Checks the time that a request states against what its caller's clock may read: 15 minutes either way pass. @throws
 * VendorError
 */
export function checkTimestamp(
  time: string | undefined,
  times: readonly number[],
  frontendErrors: FrontendErrors,
): void {
  if (time === undefined || time === '') throw frontendErrors.time('missing', REQUEST_HELP.stateTime);
  const stated = TIME.test(time) ? Date.parse(time) : NaN;
  if (Number.isNaN(stated)) throw frontendErrors.time('malformed', REQUEST_HELP.timeForm);
  if (times.some((now) => Math.abs(now - stated) <= TIMESTAMP_WINDOW_MS)) return;
  throw frontendErrors.time(
    'expired',
    REQUEST_HELP.clockReads({ times: times.map((now) => new Date(now).toISOString()).join(' or ') }),
  );
}
