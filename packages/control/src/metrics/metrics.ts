import { BOUNDS_MS, Counts, type Environments, type OperationCounts } from '@dragoman/environment';
import type prometheusLibrary from 'prom-client';
import type { Metric, Registry } from 'prom-client';

import { loadOnce } from '../load-once.ts';

/** What a gateway is measured by. */
export interface Measured {
  readonly version: string;
  readonly environments: Environments;
}

/** The media type of the text. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The metrics of a gateway. Its library is loaded when they are first asked for, and the counters are read each time.
 */
export class Metrics {
  readonly counts = new Counts();
  readonly #library = loadOnce(() => import('prom-client'));
  #registry: Registry | undefined;

  /** In the text format of Prometheus. */
  async text(measured: Measured): Promise<string> {
    const { default: prometheus } = await this.#library();
    this.#registry ??= registryOf(prometheus, this.counts, measured);
    return this.#registry.metrics();
  }
}

type Prometheus = typeof prometheusLibrary;

function registryOf(prometheus: Prometheus, counts: Counts, { version, environments }: Measured): Registry {
  const registry = new prometheus.Registry();
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number) =>
    new prometheus.Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  collectProcessMetrics(prometheus, registry);
  new prometheus.Gauge({
    name: 'dragoman_build_info',
    help: 'Which version this is',
    labelNames: ['version'],
    registers,
  }).set({ version }, 1);
  gauge('dragoman_requests_in_flight', 'Requests that are being answered', () => counts.inFlight);
  gauge('dragoman_sandboxes', 'Sandboxes that are there', () => environments.sandboxes.size);
  const counter = (
    name: string,
    help: string,
    labelNames: readonly string[],
    values: () => Iterable<readonly [Record<string, string>, number]>,
  ) =>
    new prometheus.Counter({
      name,
      help,
      labelNames,
      registers,
      collect() {
        this.reset();
        for (const [labels, value] of values()) this.inc(labels, value);
      },
    });
  counter('dragoman_requests_total', 'Requests by what became of them', ['door', 'operation', 'outcome', 'code'], () =>
    counts.operations().flatMap(outcomes),
  );
  counter('dragoman_injected_total', 'Requests that a fault rule answered or changed', ['door', 'operation'], () =>
    counts.operations().flatMap(injections),
  );
  counter('dragoman_due_events_total', 'What fell due and was done', ['what'], () =>
    [...counts.done()].map(([what, count]) => [{ what }, count]),
  );
  counter(
    'dragoman_journal_dropped_total',
    "Entries of the gateway's own journal that were evicted for newer ones",
    [],
    () => [[{}, environments.root.journal.reader.evicted]],
  );
  // The library's own histogram counts one value at a time, as it comes; these were counted before it was loaded.
  registry.registerMetric(durations(counts) as unknown as Metric);
  return registry;
}

/** What the library measures of every process. It counts the processor's time from when it is told to. */
function collectProcessMetrics(prometheus: Prometheus, registry: Registry): void {
  const { user, system } = process.cpuUsage();
  prometheus.collectDefaultMetrics({ register: registry });
  for (const [name, microseconds] of [
    ['user_', user],
    ['system_', system],
    ['', user + system],
  ] as const) {
    const metric = registry.getSingleMetric(`process_cpu_${name}seconds_total`);
    if (metric instanceof prometheus.Counter) metric.inc(microseconds / 1_000_000);
  }
}

function outcomes({
  door,
  operation,
  succeeded,
  rejected,
  internalError,
}: OperationCounts): (readonly [Record<string, string>, number])[] {
  const of = (outcome: string, codes: Iterable<readonly [string, number]>) =>
    [...codes].map(([code, count]) => [{ door, operation, outcome, code }, count] as const);
  return [
    ...of('success', succeeded === 0 ? [] : [['', succeeded]]),
    ...of('rejected', rejected),
    ...of('error', internalError),
  ];
}

function injections({ door, operation, injected }: OperationCounts): (readonly [Record<string, string>, number])[] {
  return injected === 0 ? [] : [[{ door, operation }, injected]];
}

/** A value of a metric as the library's registry writes it. */
interface MetricValue {
  readonly metricName: string;
  readonly labels: Record<string, string | number>;
  readonly value: number;
}

function durations(counts: Counts) {
  const about = {
    name: 'dragoman_request_duration_seconds',
    help: 'How long requests took to be answered',
    type: 'histogram',
    aggregator: 'sum',
  };
  return {
    ...about,
    get: async () => ({
      ...about,
      values: counts
        .operations()
        .filter(({ door }) => door !== '')
        .flatMap((operation) => histogram(about.name, operation)),
    }),
  };
}

function histogram(name: string, { door, operation, buckets, sumMs }: OperationCounts): MetricValue[] {
  const labels = { door, operation };
  let count = 0;
  const values = buckets.map((inBucket, at): MetricValue => {
    count += inBucket;
    const bound = BOUNDS_MS[at];
    return {
      metricName: `${name}_bucket`,
      labels: { le: bound === undefined ? '+Inf' : bound / 1_000, ...labels },
      value: count,
    };
  });
  return [
    ...values,
    { metricName: `${name}_sum`, labels, value: sumMs / 1_000 },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
