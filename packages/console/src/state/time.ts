import { signal } from '@preact/signals';

import { language } from '../preferences.ts';

/** The machine's time, Unix milliseconds. */
export function machineNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Moves once a second while somebody looks. */
export const tick = signal(machineNow());

setInterval(() => {
  if (!document.hidden) tick.value = machineNow();
}, 1_000);

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = language.value === 'zh' ? 'zh-CN' : 'en-GB';
  const key = locale + JSON.stringify(options);
  const format = FORMATS.get(key) ?? new Intl.DateTimeFormat(locale, options);
  FORMATS.set(key, format);
  return format;
}

/** In the viewer's zone. */
export function dateAndTime(iso: string | number): string {
  return formatOf({ dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso));
}

/** The time of day alone, with milliseconds, in the viewer's zone. */
export function timeOfDay(iso: string | number): string {
  const parts = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 } as const;
  return formatOf({ ...parts, hour12: false }).format(new Date(iso));
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How far a time is from another: "in 3 days", "2 hours ago". */
export function relativeTime(at: number, now: number): string {
  const distance = at - now;
  const [unit, ms] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? (['second', 1_000] as const);
  const format = new Intl.RelativeTimeFormat(language.value === 'zh' ? 'zh-CN' : 'en', { numeric: 'auto' });
  return format.format(Math.round(distance / ms), unit);
}
