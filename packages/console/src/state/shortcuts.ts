import { type Page } from '../address.ts';
import { goTo } from '../route.ts';

/** The letter behind `g` that leads to each page. */
export const PAGE_KEYS: Readonly<Record<string, Page>> = {
  s: 'secrets',
  j: 'journal',
  r: 'receipt',
  c: 'clock',
  f: 'faults',
  e: 'state',
  m: 'migration',
  n: 'connect',
};

/** How long `g` waits for its letter, in milliseconds. */
const SEQUENCE_MS = 1_500;

/** Follows the keys that work on every page; returns what stops it. */
export function followKeys(showHelp: () => void): () => void {
  let leader = -Infinity;
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    const page = event.timeStamp - leader < SEQUENCE_MS ? PAGE_KEYS[event.key] : undefined;
    leader = event.key === 'g' ? event.timeStamp : -Infinity;
    if (page !== undefined) goTo(page);
    else if (event.key === '?') showHelp();
    else if (event.key === '/') focusFirst('input[type="search"]');
    else if (event.key === 'l') focusFirst('.list');
    else if (event.key === 'Escape') focusFirst('[data-closes]', true);
    else return;
    event.preventDefault();
  };
  addEventListener('keydown', onKey);
  return () => {
    removeEventListener('keydown', onKey);
  };
}

/** Whether a key is meant for a field, or for a dialog. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, dialog') !== null;
}

function focusFirst(selector: string, isClicked = false): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (isClicked) found?.click();
  else found?.focus();
}
