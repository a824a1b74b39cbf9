import type { RequestHead } from '@dragoman/protocol-kit';

import { HELP } from '../messages.ts';
import type { SignedWith } from './authorization.ts';
import { type Verdict, rejection } from './verdict.ts';

const SIGNING_TIME = /^\d{8}T\d{6}Z$/;

/**
 * Checks `X-Sdk-Date`: signed, in its format, and near enough to what the caller's clock may read.
 * @param times the gateway's first, which is the one that is shown
 * @param skewMinutes 0 takes any time
 * @NOTE unverified: the detail for a time that is missing or not signed
 */
export function checkSigningTime(
  head: RequestHead,
  signed: SignedWith,
  times: readonly number[],
  skewMinutes: number,
): Verdict {
  const text = head.headers['x-sdk-date'] ?? '';
  const time = millisecondsOf(text);
  if (!signed.signedHeaders.includes('x-sdk-date') || time === null) {
    return rejection('calc aksk signature fail:X-Sdk-Date not found or not signed', HELP.sendDate);
  }
  if (skewMinutes > 0 && times.every((now) => Math.abs(now - time) > skewMinutes * 60_000)) {
    const serverTime = signingTime(times[0] ?? 0);
    return rejection(
      `calc aksk signature fail:signature expired, signature time:${text},server time:${serverTime}`,
      HELP.setClock,
    );
  }
  return { fits: true };
}

/** The time as `X-Sdk-Date` has it. */
export function signingTime(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** The time that `X-Sdk-Date` states; `null` where it is not in its format. */
export function millisecondsOf(text: string): number | null {
  if (!SIGNING_TIME.test(text)) return null;
  const digits = (from: number, to: number): number => Number(text.slice(from, to));
  return Date.UTC(digits(0, 4), digits(4, 6) - 1, digits(6, 8), digits(9, 11), digits(11, 13), digits(13, 15));
}
