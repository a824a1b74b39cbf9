import { Type } from '@sinclair/typebox';

import type { VirtualClock } from '../../world/virtual-clock.ts';
import { controlCall } from '../call.ts';
import { closed } from '../closed.ts';

const Clock = closed({
  mode: Type.Union([Type.Literal('real'), Type.Literal('offset'), Type.Literal('frozen')]),
  now: Type.String({ format: 'date-time' }),
});

function shown(clock: VirtualClock): { mode: VirtualClock['mode']; now: string } {
  return { mode: clock.mode, now: new Date(clock.now()).toISOString() };
}

/** The clock that everything in a world goes by. */
export const clockCalls = {
  'clock.get': controlCall({
    method: 'GET',
    path: '/clock',
    scope: 'world',
    summary: 'Tells the time',
    answer: Clock,
    run: ({ world }) => shown(world.clock),
  }),
};
