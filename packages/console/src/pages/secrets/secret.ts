import type { ControlClient } from '@dragoman/control/client';

/** A secret with its versions and labels, without its values. */
export type Secret = Awaited<ReturnType<ControlClient['secrets']['get']>>;

/** How its state is coloured. */
export const STATE_TONES = { enabled: 'good', disabled: 'plain', frozen: 'info', deleting: 'bad' } as const;
