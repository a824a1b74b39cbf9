import { VendorError } from '@dragoman/protocol-kit';

import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import type { AliyunSettings } from '../settings.ts';

/** An old official client states milliseconds. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/**
 * Checks the time that a request states against the clock: 15 minutes either way pass.
 * @throws VendorError IllegalTimestamp (missing, malformed or expired), or the generic gateway's InvalidTimeStamp codes
 */
export function checkTimestamp(time: string | undefined, now: number, settings: AliyunSettings): void {
  if (!settings.check_timestamp) return;
  if (time === undefined || time === '') throw illegalTimestamp('state the time: Timestamp, or the header x-acs-date');
  const stated = TIME.test(time) ? Date.parse(time) : NaN;
  const generic = settings.timestamp_error === 'InvalidTimeStamp.Expired';
  if (Number.isNaN(stated)) {
    const help = 'write the time as yyyy-MM-ddTHH:mm:ssZ';
    throw generic ? invalidTimeStamp('Format', 'Specified time stamp or date value is not well formatted.', help) : illegalTimestamp(help);
  }
  if (Math.abs(now - stated) <= TIMESTAMP_WINDOW_MS) return;
  const help = `the clock here reads ${new Date(now).toISOString()}: set the client's clock, or doors.aliyun.check_timestamp: false`;
  throw generic ? invalidTimeStamp('Expired', 'Specified time stamp or date value is expired.', help) : illegalTimestamp(help);
}

/** KMS says the same of a time that is missing and of one that is expired. */
function illegalTimestamp(help: string): VendorError {
  const message = 'The input parameter "Timestamp" that is mandatory for processing this request is not supplied.';
  return new VendorError(400, 'IllegalTimestamp', message, help);
}

function invalidTimeStamp(kind: 'Format' | 'Expired', message: string, help: string): VendorError {
  return new VendorError(400, `InvalidTimeStamp.${kind}`, message, help);
}
