import { computed, signal } from '@preact/signals';

import { api } from '../api/client.ts';
import { toControlError } from '../api/use-call.ts';
import { machineNow, tick } from './time.ts';

type Clock = Awaited<ReturnType<(typeof api.value)['clock']['get']>>;

/** The gateway's clock as it was told last, and when that was. */
const told = signal<{ readonly clock: Clock; readonly at: number } | null>(null);

/** How often the gateway is asked again: somebody else may set its clock. */
const REFRESH_MS = 15_000;

export const gatewayClock = computed(() => told.value?.clock ?? null);

/** The gateway's time; it stands still where its clock is frozen. */
export const gatewayNow = computed(() => {
  if (told.value === null) return null;
  const { clock, at } = told.value;
  return clock.mode === 'frozen' ? clock.now_ms : clock.now_ms + Math.max(tick.value - at, 0);
});

/** A call answered what the clock says. */
export function noteClock(clock: Clock): void {
  told.value = { clock, at: machineNow() };
}

/** Asks for the clock, now and from time to time. */
export function watchClock(): void {
  const ask = (): void => {
    if (document.hidden) return;
    api.peek().clock.get().then(noteClock, toControlError);
  };
  setInterval(ask, REFRESH_MS);
  // Another environment has another clock.
  api.subscribe(ask);
}
