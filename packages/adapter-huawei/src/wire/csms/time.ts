import type { HuaweiSettings } from '../../settings.ts';

export type Times = Pick<HuaweiSettings, 'create_time'>;

/** A time as secrets, versions and stages show it: Unix milliseconds, of whole seconds where the setting says so. */
export function timeToWire(time: number, { create_time }: Times): number {
  return create_time === 'seconds' ? time - (time % 1_000) : time;
}
