import { Type } from '@sinclair/typebox';

import { invalidInput } from './control-error.ts';
import { TIME_MESSAGES } from './time-messages.ts';

/** The end of the last year with four digits, which every dialect's times have. Unix milliseconds. */
export const MAX_TIME = Date.UTC(10_000, 0) - 1;

/** The longest duration: a hundred years, in milliseconds. */
const MAX_MS = 36_525 * 86_400_000;

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

const SHORT = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;
const SHORT_PART = /(\d+(?:\.\d+)?)(ms|[smhdw])/g;
const ISO = /^P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The schema of a duration, as {@link durationFrom} reads it. */
export const durationSchema = (description: string) =>
  Type.String({ maxLength: 64, description: `${description}: ${TIME_MESSAGES.durationForm.en}` });

/** The schema of a time, as {@link timeFrom} reads it. */
export const timeSchema = (description: string) =>
  Type.Union([Type.String({ maxLength: 64 }), Type.Integer()], {
    description: `${description}: ${TIME_MESSAGES.timeForm.en}`,
  });

/**
 * Reads a duration: ISO 8601 (`P7DT1H`) or short (`90s`, `1d12h`); a minus in front where `sign` is `any`.
 * @returns milliseconds
 * @throws ControlError that names the field, for another form or more than a hundred years
 */
export function durationFrom(given: string, field: string, sign: 'any' | 'positive'): number {
  const text = given.trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) throw invalidInput(TIME_MESSAGES.durationWithoutUnit({ field, text }), { field });
  const isNegative = text.startsWith('-');
  const duration = Math.round(magnitude(isNegative ? text.slice(1) : text) * (isNegative ? -1 : 1));
  if (Number.isNaN(duration))
    throw invalidInput(TIME_MESSAGES.notDuration({ field, text, form: TIME_MESSAGES.durationForm }), { field });
  if (isNegative && sign === 'positive') throw invalidInput(TIME_MESSAGES.durationBack({ field, text }), { field });
  if (Math.abs(duration) > MAX_MS) throw invalidInput(TIME_MESSAGES.durationTooLong({ field, text }), { field });
  return duration;
}

/** @returns Unix milliseconds, from 1970 to 9999. @throws ControlError that names the field */
export function timeFrom(given: string | number, field: string): number {
  const text = String(given);
  const time = /^\d+$/.test(text) ? Number(text) : TIME.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw invalidInput(TIME_MESSAGES.notTime({ field, text, form: TIME_MESSAGES.timeForm }), { field });
  if (time < 0 || time > MAX_TIME) throw invalidInput(TIME_MESSAGES.timeOutside({ field, text }), { field });
  return time;
}

/** In milliseconds; NaN for what has no form of a duration. */
function magnitude(text: string): number {
  if (SHORT.test(text)) {
    return [...text.matchAll(SHORT_PART)].reduce(
      (sum, [, count, unit]) => sum + Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS],
      0,
    );
  }
  const iso = ISO.exec(text);
  if (iso === null) return NaN;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = iso
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return weeks * UNIT_MS.w + days * UNIT_MS.d + hours * UNIT_MS.h + minutes * UNIT_MS.m + seconds * UNIT_MS.s;
}
