import { Type } from '@sinclair/typebox';

import { controlCall } from '../call.ts';
import { METRICS_TYPE } from '../metrics/metrics.ts';

/** What the gateway counts, for who watches it. */
export const metricsCalls = {
  metrics: controlCall({
    method: 'GET',
    path: '/metrics',
    scope: 'gateway',
    summary: 'Answers the metrics of the gateway and its process, for Prometheus',
    responseKind: 'text',
    mediaType: METRICS_TYPE,
    answer: Type.String(),
    run: ({ gateway }) => gateway.metrics.text(gateway),
  }),
};
