import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { huaweiClient } from './support/huawei.ts';

let gateway: TestGateway;
let control: ControlClient;

beforeAll(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
  await huaweiClient(gateway.url).call('POST', 'secrets', { name: 'counted', secret_string: 'value-that-is-counted' });
  const aliyun = openApiCaller(gateway.host);
  await aliyun('GetSecretValue', { SecretName: 'counted' });
  await aliyun('GetSecretValue', { SecretName: 'counted' });
  await expect(aliyun('GetSecretValue', { SecretName: 'not-there' })).rejects.toThrow();
  await control.faults.set({ rules: [{ fault: 'throttle', times: 1 }] });
  await expect(aliyun('ListSecrets', {})).rejects.toThrow();
  await esbCall(gateway.url, 'get_credential_detail', { id: 'none', bk_app_secret: 'a-wrong-app-secret' });
  await fetch(`${gateway.url}/nowhere`);
  await fetch(`${gateway.url}/v1/p/nothing/of/this/name`);
});
afterAll(() => gateway.close());

/** The samples of one metric by their labels. */
function samples(text: string, metric: string): Record<string, number> {
  const lines = text.split('\n').flatMap((line) => new RegExp(`^${metric}(?:\\{(.*)\\})? (\\S+)$`).exec(line) ?? []);
  return Object.fromEntries(
    Array.from({ length: lines.length / 3 }, (_none, at) => [lines[at * 3 + 1] ?? '', Number(lines[at * 3 + 2])]),
  );
}

describe('the metrics', () => {
  it('count requests by what became of them', async () => {
    const text = await control.metrics();
    expect(samples(text, 'dragoman_requests_total')).toEqual({
      'door="huawei",operation="CreateSecret",outcome="success",code=""': 1,
      'door="huawei",operation="",outcome="rejected",code="APIGW.0101"': 1,
      'door="aliyun",operation="GetSecretValue",outcome="success",code=""': 2,
      'door="aliyun",operation="GetSecretValue",outcome="rejected",code="Forbidden.ResourceNotFound"': 1,
      'door="aliyun",operation="ListSecrets",outcome="rejected",code="Rejected.Throttling"': 1,
      'door="bk",operation="get_credential_detail",outcome="rejected",code="1306000"': 1,
      'door="",operation="",outcome="rejected",code="no-door"': 1,
    });
    expect(samples(text, 'dragoman_injected_total')).toEqual({ 'door="aliyun",operation="ListSecrets"': 1 });
    expect(samples(text, 'dragoman_requests_in_flight')).toEqual({ '': 0 });
  });

  it("count the processor's time from the start of the process", async () => {
    const before = process.cpuUsage();
    const text = await control.metrics();
    for (const [metric, microseconds] of [
      ['process_cpu_user_seconds_total', before.user],
      ['process_cpu_system_seconds_total', before.system],
      ['process_cpu_seconds_total', before.user + before.system],
    ] as const) {
      // Short of what passed between two looks at it when the library began.
      expect(samples(text, metric)['']).toBeGreaterThan((microseconds / 1_000_000) * 0.99);
    }
  });

  it('tell how long requests took', async () => {
    const text = await control.metrics();
    const of = 'door="aliyun",operation="GetSecretValue"';
    expect(samples(text, 'dragoman_request_duration_seconds_count')[of]).toBe(3);
    const buckets = Object.entries(samples(text, 'dragoman_request_duration_seconds_bucket'))
      .filter(([labels]) => labels.includes(of))
      .map(([, count]) => count);
    expect(buckets).toEqual(buckets.toSorted((left, right) => left - right));
    expect(samples(text, 'dragoman_request_duration_seconds_bucket')[`le="+Inf",${of}`]).toBe(3);
    expect(samples(text, 'dragoman_request_duration_seconds_sum')[of]).toBeGreaterThan(0);
  });

  it('count what fell due', async () => {
    await huaweiClient(gateway.url).call('POST', 'secrets/counted/scheduled-deleted-tasks/create', {
      recovery_window_in_days: 7,
    });
    await control.clock.advance({ by: 'P8D' });
    expect(samples(await control.metrics(), 'dragoman_due_events_total')).toEqual({ 'what="secret-deletion"': 1 });
    await control.clock.set({ mode: 'real' });
  });

  it('tell of the process, the version, sandboxes and the journal', async () => {
    const text = await control.metrics();
    for (const metric of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_heap_size_used_bytes',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(Object.values(samples(text, metric))).toEqual([expect.any(Number)]);
    }
    expect(Object.keys(samples(text, 'dragoman_build_info'))).toEqual([expect.stringMatching(/^version="\d/)]);
    expect(samples(text, 'dragoman_sandboxes')).toEqual({ '': 0 });
    expect(samples(text, 'dragoman_journal_dropped_total')).toEqual({ '': 0 });
  });

  it('come in the type that scrapers ask for, and twice alike', async () => {
    const response = await fetch(`${gateway.url}/_dragoman/metrics`);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const [first, second] = [await response.text(), await control.metrics()].map((text) =>
      samples(text, 'dragoman_requests_total'),
    );
    expect(second).toEqual(first);
    const document = (await (await fetch(`${gateway.url}/_dragoman/openapi.json`)).json()) as {
      paths: Record<string, { get: { responses: Record<string, { content: object }> } }>;
    };
    expect(Object.keys(document.paths['/metrics']?.get.responses['200']?.content ?? {})).toEqual([
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
  });
});
