import { durationFrom, timeFrom } from '@dragoman/input';
import { describe, expect, it } from '@jest/globals';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('a duration', () => {
  it.each([
    ['P7DT1H', 7 * DAY + HOUR],
    ['PT0.5S', 500],
    ['P2W', 14 * DAY],
    ['PT36H', 36 * HOUR],
    ['90s', 90_000],
    ['15m', 900_000],
    ['36h', 36 * HOUR],
    ['7d', 7 * DAY],
    ['1d12h', 36 * HOUR],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['1500ms', 1_500],
    ['0s', 0],
  ])('is read from %j', (given, expected) => {
    expect(durationFrom(given, 'by', 'positive')).toBe(expected);
  });

  it('may go back where that is possible', () => {
    expect([
      durationFrom('-1h', 'offset', 'any'),
      durationFrom('-PT1H', 'offset', 'any'),
      durationFrom('-5ms', 'offset', 'any'),
    ]).toEqual([-HOUR, -HOUR, -5]);
    expect(() => durationFrom('-1h', 'by', 'positive')).toThrow('by = "-1h" goes back');
  });

  it.each(['', 'P', 'PT', 'P1M', 'P1Y', '1 day', '7dd', 'soon', '1.2.3h', 'PT1H30'])('is not read from %j', (given) => {
    expect(() => durationFrom(given, 'by', 'positive')).toThrow(/^by = ".*" is no duration/);
  });

  it.each(['7', '-7', '0', '1.5', ' 1500 '])('is not read from the bare number %j', (given) => {
    expect(() => durationFrom(given, 'by', 'any')).toThrow(
      `by = "${given.trim()}" has no unit: give one, as ${given.trim()}s or ${given.trim()}d`,
    );
  });

  it('is a hundred years at most', () => {
    expect(durationFrom('36525d', 'by', 'positive')).toBe(36_525 * DAY);
    expect(() => durationFrom('36525d1ms', 'by', 'positive')).toThrow('too long');
  });
});

describe('a time', () => {
  it.each([
    ['2026-03-01T00:00:00Z', 1_772_323_200_000],
    ['2026-03-01T01:00:00.5+01:00', 1_772_323_200_500],
    [5, 5],
    ['5', 5],
  ])('is read from %j', (given, expected) => {
    expect(timeFrom(given, 'at')).toBe(expected);
  });

  it.each(['2026-03-01', '2026-03-01T00:00:00', 'tomorrow', '2026-13-01T00:00:00Z'])('is not read from %j', (given) => {
    expect(() => timeFrom(given, 'at')).toThrow(/^at = ".*" is no time/);
  });

  it.each([-1, 253_402_300_800_000])('is not outside of its years: %j', (given) => {
    expect(() => timeFrom(given, 'at')).toThrow(/^at = /);
  });
});
