import { afterEach, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller, popCaller } from './support/aliyun.ts';
import { esbCall } from './support/bk.ts';
import { DEVELOPMENT, gatewayForTest, type TestGateway } from './support/gateway.ts';
import { type HuaweiClient, huaweiClient } from './support/huawei.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The version of Aliyun's STS. */
const STS = '2015-04-01';

let gateway: TestGateway;
let control: ControlClient;
let huawei: HuaweiClient;

async function started(flags: Readonly<Record<string, string>> = {}): Promise<void> {
  gateway = await gatewayForTest(flags);
  control = controlClient({ url: gateway.url });
  huawei = huaweiClient(gateway.url);
}
afterEach(() => gateway.close());

describe('a clock that is taken on', () => {
  it('makes a secret fall due, as the official client of Huawei sees it', async () => {
    await started();
    await huawei.call('POST', 'secrets', { name: 'goes', secret_string: 's3cr3t' });
    const { secret } = await huawei.call('POST', 'secrets/goes/scheduled-deleted-tasks/create', {
      recovery_window_in_days: 7,
    });
    const dueAt = (secret as { readonly scheduled_delete_time: number }).scheduled_delete_time;
    expect(await control.clock.get()).toMatchObject({
      mode: 'real',
      offset_ms: 0,
      next: { at: new Date(dueAt).toISOString(), what: 'secret-deletion' },
    });
    const before = await control.clock.advance({ by: 'P6D' });
    expect(before).toMatchObject({ mode: 'offset', done: [], totals: {} });
    expect(Math.abs(before.offset_ms - 6 * DAY)).toBeLessThan(10_000);
    expect(await huawei.call('GET', 'secrets/goes')).toMatchObject({ secret: { state: 'PENDING_DELETE' } });
    const after = await control.clock.advance({ to: 'next' });
    expect(after).toMatchObject({
      done: [{ at: new Date(dueAt).toISOString(), what: 'secret-deletion', count: 1 }],
      done_truncated: false,
      totals: { 'secret-deletion': 1 },
      next: null,
    });
    await expect(huawei.call('GET', 'secrets/goes')).rejects.toMatchObject({
      httpStatusCode: 404,
      errorCode: 'CSMS.0106',
    });
  });

  it('rotates a secret at every period, each version at its own time', async () => {
    await started();
    const rds = { secret_type: 'RDS-FG', rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}' };
    await huawei.call('POST', 'secrets', {
      name: 'daily',
      secret_string: '{"users":[{"name":"root","password":"old"}]}',
      auto_rotation: true,
      rotation_period: '1d',
      ...rds,
    });
    const { totals } = await control.clock.set({ advance: '15d' });
    expect(totals['secret-rotation']).toBe(15);
    const { version_metadatas: versions } = (await huawei.call('GET', 'secrets/daily/versions')) as {
      readonly version_metadatas: readonly { readonly create_time: number }[];
    };
    const times = versions.map(({ create_time: time }) => time);
    expect(new Set(times.slice(1).map((time, at) => time - (times[at] ?? 0)))).toEqual(new Set([DAY]));
    expect(times.length).toBe(16);
  });

  it("lets official clients sign by the machine's clock, unless the gateway's own is to count alone", async () => {
    await started();
    await control.clock.advance({ by: '30d' });
    const aliyun = openApiCaller(gateway.host);
    const old = popCaller(gateway.url, 'POST');
    expect(await huawei.call('GET', 'secrets')).toMatchObject({ page_info: { current_count: 0 } });
    expect([await aliyun('ListSecrets', {}), await old('ListSecrets', {})]).toMatchObject([
      { TotalCount: 0 },
      { TotalCount: 0 },
    ]);
    expect(
      await esbCall(gateway.url, 'create_credential', {
        name: 'c',
        type: 'SECRET_KEY',
        credential_secret_key: 'v3ry s3cret',
      }),
    ).toMatchObject({ result: true });
    expect((await control.clock.set({ signatures: 'gateway' })).signatures).toBe('gateway');
    await expect(huawei.call('GET', 'secrets')).rejects.toMatchObject({
      httpStatusCode: 401,
      errorCode: 'APIGW.0301',
      errorMsg: expect.stringContaining('signature expired'),
    });
    await expect(aliyun('ListSecrets', {})).rejects.toMatchObject({ code: 'IllegalTimestamp' });
    await expect(old('ListSecrets', {})).rejects.toMatchObject({ code: 'IllegalTimestamp' });
    await control.clock.set({ mode: 'real' });
    expect(await huawei.call('GET', 'secrets')).toMatchObject({ page_info: { current_count: 1 } });
  });

  it("takes what callers state by the gateway's own clock from the start where the setting says so", async () => {
    await started({ 'clock-signatures': 'gateway' });
    await control.clock.advance({ by: '20m' });
    await expect(huawei.call('GET', 'secrets')).rejects.toMatchObject({ errorCode: 'APIGW.0301' });
  });

  it('makes tokens and temporary keys expire', async () => {
    await started();
    const user = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
    const auth = { identity: { methods: ['password'], password: { user } }, scope: { domain: user.domain } };
    const issued = await fetch(`${gateway.url}/v3/auth/tokens`, { method: 'POST', body: JSON.stringify({ auth }) });
    const token = issued.headers.get('x-subject-token') ?? '';
    const byToken = async (): Promise<unknown> => {
      const response = await fetch(`${gateway.url}/v1/${DEVELOPMENT.project}/secrets`, {
        headers: { 'X-Auth-Token': token },
      });
      return [response.status, response.headers.get('date'), await response.text()];
    };
    const session = await openApiCaller(gateway.host)(
      'AssumeRole',
      { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'test', DurationSeconds: 3_600 },
      { version: STS },
    );
    const { AccessKeyId, AccessKeySecret, SecurityToken } = session['Credentials'] as Record<string, string>;
    const keys = { accessKeyId: AccessKeyId ?? '', accessKeySecret: AccessKeySecret ?? '' };
    const bySession = popCaller(gateway.url, 'POST');
    expect(await byToken()).toMatchObject([200, expect.any(String), expect.any(String)]);
    expect(await bySession('ListSecrets', { SecurityToken: SecurityToken ?? '' }, { keys })).toMatchObject({
      TotalCount: 0,
    });
    const { now } = await control.clock.advance({ by: 'PT25H' });
    const [status, date, text] = (await byToken()) as [number, string, string];
    expect([status, text]).toEqual([401, expect.stringContaining('token expires')]);
    expect(Math.abs(Date.parse(date) - Date.parse(now))).toBeLessThan(10_000);
    await expect(bySession('ListSecrets', { SecurityToken: SecurityToken ?? '' }, { keys })).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
    });
    await expect(
      bySession('GetCallerIdentity', { SecurityToken: SecurityToken ?? '' }, { keys, version: STS }),
    ).rejects.toMatchObject({ code: 'InvalidSecurityToken.Expired' });
  });

  it('opens the next window of a throttled door', async () => {
    await started({ 'doors-huawei-throttle': 'true' });
    await control.clock.set({ mode: 'frozen' });
    for (let n = 0; n < 20; n += 1) await huawei.call('GET', 'secrets');
    await expect(huawei.call('GET', 'secrets')).rejects.toMatchObject({ errorCode: 'APIGW.0308' });
    await control.clock.advance({ by: '1s' });
    expect(await huawei.call('GET', 'secrets')).toMatchObject({ page_info: { current_count: 0 } });
  });
});

describe('a clock that is set', () => {
  it('stands still, and dates all by where it stands', async () => {
    await started();
    const set = await control.clock.set({ mode: 'frozen', at: '2030-01-02T03:04:05Z' });
    expect(set).toMatchObject({
      mode: 'frozen',
      now: '2030-01-02T03:04:05.000Z',
      now_ms: Date.UTC(2030, 0, 2, 3, 4, 5),
    });
    const { secret } = await huawei.call('POST', 'secrets', { name: 'still', secret_string: 'x' });
    expect(secret).toMatchObject({ create_time: Date.UTC(2030, 0, 2, 3, 4, 5) });
    expect((await control.clock.set({ advance: 'P1D' })).now).toBe('2030-01-03T03:04:05.000Z');
    expect((await control.clock.get()).mode).toBe('frozen');
  });

  it('does at once what fell due by then, and undoes nothing when it goes back', async () => {
    await started();
    await huawei.call('POST', 'secrets', { name: 'goes', secret_string: 'x' });
    await huawei.call('POST', 'secrets/goes/scheduled-deleted-tasks/create', { recovery_window_in_days: 7 });
    expect((await control.clock.set({ mode: 'offset', offset: '8d' })).totals).toEqual({ 'secret-deletion': 1 });
    const back = await control.clock.set({ mode: 'offset', offset: '-1h' });
    expect(back).toMatchObject({ offset_ms: -HOUR, totals: {} });
    await expect(huawei.call('GET', 'secrets/goes')).rejects.toMatchObject({ errorCode: 'CSMS.0106' });
  });

  it.each([
    [{}, '', undefined],
    [{ mode: 'offset' }, 'mode offset needs an offset', 'offset'],
    [{ mode: 'real', offset: '1h' }, 'offset goes with mode offset', 'offset'],
    [{ mode: 'offset', offset: 'soon' }, 'offset = "soon" is no duration', 'offset'],
    [{ mode: 'offset', at: '2030-01-02T03:04:05Z', offset: '1h' }, 'at goes with mode frozen', 'at'],
    [{ mode: 'frozen', at: 'noon' }, 'at = "noon" is no time', 'at'],
    [{ mode: 'real', advance: '1h' }, 'advance goes with no other field', 'advance'],
    [{ advance: '-1h' }, 'advance = "-1h" goes back', 'advance'],
    [{ advance: '101y' }, 'advance = "101y" is no duration', 'advance'],
    [{ mode: 'slow' }, '', undefined],
  ])('is rejected %j', async (body, message, field) => {
    await started();
    await expect(control.clock.set(body as never)).rejects.toMatchObject({
      status: 400,
      code: 'invalid-input',
      message: expect.stringContaining(message),
      ...(field !== undefined && { details: { field } }),
    });
    expect((await control.clock.get()).mode).toBe('real');
  });

  it.each([
    [{}, 400, 'invalid-input'],
    [{ by: '1h', to: 'next' }, 400, 'invalid-input'],
    [{ to: '2001-01-01T00:00:00Z' }, 400, 'invalid-input'],
    [{ to: 'next' }, 409, 'nothing-due'],
  ])('is not taken on by %j', async (body, status, code) => {
    await started();
    await expect(control.clock.advance(body)).rejects.toMatchObject({ status, code });
  });
});
