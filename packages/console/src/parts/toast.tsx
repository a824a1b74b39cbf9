import { signal } from '@preact/signals';

import { errorText } from '../words/index.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isBad: boolean;
}

const toasts = signal<readonly Toast[]>([]);
let made = 0;

/** How long one is read, in milliseconds. */
const SHOWN_MS = { good: 3_000, bad: 9_000 };

/** Says what happened, at the edge of the page. */
export function say(text: string, isBad = false): void {
  made += 1;
  const toast = { id: made, text, isBad };
  toasts.value = [...toasts.value.slice(-3), toast];
  setTimeout(
    () => {
      toasts.value = toasts.value.filter(({ id }) => id !== toast.id);
    },
    isBad ? SHOWN_MS.bad : SHOWN_MS.good,
  );
}

/** Says what went wrong. */
export function sayError(error: unknown): void {
  say(errorText(error), true);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map(({ id, text, isBad }) => (
        <div key={id} class={`toast ${isBad ? 'bad' : ''}`}>
          {text}
        </div>
      ))}
    </div>
  );
}
