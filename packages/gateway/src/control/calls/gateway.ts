import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { closed } from '../closed.ts';

const Ready = closed({ ready: Type.Boolean() });

/** Whether the gateway is up, and which it is. Open to everybody: probes have no token. */
export const gatewayCalls = {
  health: controlCall({
    method: 'GET',
    path: '/health',
    scope: 'gateway',
    summary: 'Says that the process is up',
    open: true,
    answer: closed({ status: Type.Literal('up') }),
    run: () => ({ status: 'up' as const }),
  }),
  ready: controlCall({
    method: 'GET',
    path: '/ready',
    scope: 'gateway',
    summary: 'Says whether requests are served; 503 while they are not',
    open: true,
    answer: Ready,
    status: (answer) => (answer.ready ? 200 : 503),
    run: ({ gateway }) => ({ ready: gateway.isReady() }),
  }),
  version: controlCall({
    method: 'GET',
    path: '/version',
    scope: 'gateway',
    summary: 'Says which version this is',
    open: true,
    answer: closed({ name: Type.Literal('dragoman'), version: Type.String() }),
    run: ({ gateway }) => ({ name: 'dragoman' as const, version: gateway.version }),
  }),
};
