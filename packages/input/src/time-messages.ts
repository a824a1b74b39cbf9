import { catalogue } from '@dragoman/messages';

/** What is wrong with a time or a duration, and what would be one. */
export const TIME_MESSAGES = catalogue({
  durationForm: {
    en: 'a duration such as PT36H, 15m or 7d (weeks, days, hours, minutes, seconds; months and years have no fixed length)',
    zh: '时长，例如 PT36H、15m 或 7d（周、天、时、分、秒；月和年没有固定的长度）',
  },
  timeForm: {
    en: 'a time with its zone, such as 2026-03-01T00:00:00Z, or Unix milliseconds',
    zh: '带时区的时间，例如 2026-03-01T00:00:00Z，或 Unix 毫秒数',
  },
  durationWithoutUnit: {
    en: '{field} = "{text}" has no unit: give one, as {text}s or {text}d',
    zh: '{field} = "{text}" 没有单位：请写明单位，例如 {text}s 或 {text}d',
  },
  notDuration: {
    en: '{field} = "{text}" is no duration: give {form}',
    zh: '{field} = "{text}" 不是时长：请给出{form}',
  },
  durationBack: {
    en: '{field} = "{text}" goes back: only forward is possible here',
    zh: '{field} = "{text}" 是向后的：此处只能向前',
  },
  durationTooLong: {
    en: '{field} = "{text}" is too long: a hundred years at most',
    zh: '{field} = "{text}" 太长：最多一百年',
  },
  notTime: { en: '{field} = "{text}" is no time: give {form}', zh: '{field} = "{text}" 不是时间：请给出{form}' },
  timeOutside: {
    en: '{field} = "{text}" is outside of the years 1970 to 9999',
    zh: '{field} = "{text}" 不在 1970 年至 9999 年之间',
  },
});
