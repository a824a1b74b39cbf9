import { TIMESTAMP_WINDOW_MS } from '../names.ts';
import type { Words } from '../words.ts';

/** An old official client states milliseconds. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/;

/** Checks the time that a request states against the clock: 15 minutes either way pass. @throws VendorError */
export function checkTimestamp(time: string | undefined, now: number, words: Words): void {
  if (time === undefined || time === '') throw words.time('missing', 'state the time: Timestamp, or the header x-acs-date');
  const stated = TIME.test(time) ? Date.parse(time) : NaN;
  if (Number.isNaN(stated)) throw words.time('malformed', 'write the time as yyyy-MM-ddTHH:mm:ssZ');
  if (Math.abs(now - stated) <= TIMESTAMP_WINDOW_MS) return;
  throw words.time('expired', `the clock here reads ${new Date(now).toISOString()}: set the client's clock, or doors.aliyun.check_timestamp: false`);
}
