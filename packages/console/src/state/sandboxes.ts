import { signal } from '@preact/signals';

/** Counts how often sandboxes were made or deleted here. */
export const sandboxesChanged = signal(0);
