import { describe, expect, it } from '@jest/globals';

import { checkSigningTime, signingTime } from './signing-time.ts';

const NOW = 1_800_000_000_000;
const DAY = 86_400_000;
const SIGNED = {
  algorithm: 'SDK-HMAC-SHA256',
  accessKey: 'AK',
  signedHeaders: ['x-sdk-date'],
  signature: '',
} as unknown as Parameters<typeof checkSigningTime>[1];

function check(signedAt: number, times: readonly number[], skewMinutes = 15) {
  const head = { headers: { 'x-sdk-date': signingTime(signedAt) } } as unknown as Parameters<
    typeof checkSigningTime
  >[0];
  return checkSigningTime(head, SIGNED, times, skewMinutes);
}

describe('the time of a signature', () => {
  it.each([
    [-900_000, true],
    [900_000, true],
    [-901_000, false],
    [901_000, false],
  ])('%d ms away is near: %j', (by, fits) => {
    expect(check(NOW + by, [NOW]).fits).toBe(fits);
  });

  it("is near where one of the clocks that its signer may go by says so; the gateway's own is shown", () => {
    expect(check(NOW, [NOW + 30 * DAY, NOW]).fits).toBe(true);
    expect(check(NOW, [NOW + 30 * DAY, NOW - DAY])).toMatchObject({
      fits: false,
      detail: expect.stringContaining(`server time:${signingTime(NOW + 30 * DAY)}`),
    });
    expect(check(NOW, [NOW + 30 * DAY], 0).fits).toBe(true);
  });
});
