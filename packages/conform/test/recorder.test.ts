import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { DEVELOPMENT } from '../../gateway/test/support/development.ts';
import type { RawRequest } from '../src/doors/door.ts';
import { readerOf } from '../src/doors/doors.ts';
import { type RecorderParts, recordRequest } from '../src/record/recorder.ts';
import { openTransport, type Transport } from '../src/record/transport.ts';
import { RecordingWriter } from '../src/recording/recording-writer.ts';
import type { DoorName, LeftOut } from '../src/recording/recording.ts';
import { MACHINE, probeGateway } from './support/probe-gateway.ts';

/** The documented identity, as the user's own key. */
const KEYS = {
  aliyun: { id: 'DRAGOMANDEV000000001', secret: 'DragomanDevelopmentSecretKeyNotForCloud0', token: null },
  huawei: { id: 'DRAGOMANDEV000000001', secret: 'DragomanDevelopmentSecretKeyNotForCloud0', token: null },
  // Its client keys are nobody's but their program's: it is recorded as it is.
  'aliyun-instance': { id: '', secret: '', token: null },
  bk: { id: 'dragoman', secret: 'dragoman-development-app-secret', token: null, username: 'admin' },
};
const RUN_KEY = 'key-of-this-run';

let gateway: Awaited<ReturnType<typeof probeGateway>>;
let upstream: Transport;
beforeAll(async () => {
  gateway = await probeGateway();
  upstream = openTransport(gateway.url);
});
afterAll(async () => {
  upstream.close();
  await gateway.close();
});

function recorder(door: DoorName, more: Partial<RecorderParts> = {}) {
  const leftOut: Omit<LeftOut, 'times'>[] = [];
  const writer = new RecordingWriter();
  const parts: RecorderParts = {
    ...{ reader: readerOf(door), writer, upstreams: new Map([['service', upstream]]), writes: false },
    signing: { keys: KEYS[door], runKey: RUN_KEY, ...MACHINE },
    onLeftOut: (left) => leftOut.push(left),
    ...more,
  };
  return {
    leftOut,
    send: (request: RawRequest, host = 'service') => recordRequest(request, host, parts),
    recording: () => writer.recording({ door, services: [], region: null, date: '2026-11-30' }),
  };
}

const FORM = 'application/x-www-form-urlencoded';
const rpc = (action: string, key = RUN_KEY): string =>
  `Action=${action}&Version=2016-01-20&AccessKeyId=${key}&Signature=wrong&SignatureMethod=HMAC-SHA1`;
const request = (method: string, target: string, rawHeaders: readonly string[] = [], body = ''): RawRequest => ({
  method,
  target,
  rawHeaders,
  body: Buffer.from(body),
});

const ACS3 = [
  ...['x-acs-action', 'ListSecrets', 'x-acs-version', '2016-01-20', 'x-acs-date', '2020-01-01T00:00:00Z'],
  ...['Authorization', `ACS3-HMAC-SHA256 Credential=${RUN_KEY},SignedHeaders=host,Signature=00`],
];

const APP = JSON.stringify({ bk_app_code: RUN_KEY, bk_app_secret: 'x', bk_username: 'admin' });
const SCOPE = 'bk_scope_type=biz&bk_scope_id=2';

/** One read in each place that a signature stands in. */
const SIGNED: readonly (readonly [string, DoorName, RawRequest])[] = [
  ['1.0 in the query', 'aliyun', request('GET', `/?${rpc('ListSecrets')}`)],
  ['1.0 in a form', 'aliyun', request('POST', '/', ['Content-Type', FORM], rpc('ListSecrets'))],
  [
    '1.0 in the query of a POST',
    'aliyun',
    request('POST', `/?${rpc('ListSecrets')}`, ['Content-Type', FORM], 'PageSize=5'),
  ],
  ['ACS3', 'aliyun', request('POST', '/?PageSize=5', ACS3)],
  ['ACS3 with a form', 'aliyun', request('POST', '/', [...ACS3, 'Content-Type', FORM], 'PageSize=5')],
  [
    'SDK-HMAC-SHA256',
    'huawei',
    request('GET', `/v1/{project}/secrets?limit=5`, [
      'Authorization',
      `SDK-HMAC-SHA256 Access=${RUN_KEY}, SignedHeaders=host, Signature=0`,
    ]),
  ],
  [
    'an app in the header',
    'bk',
    request('GET', `/api/bk-job/prod/api/v3/get_account_list?${SCOPE}`, ['X-Bkapi-Authorization', APP]),
  ],
  [
    'an app in the body',
    'bk',
    request(
      'POST',
      '/api/c/compapi/v2/jobv3/get_account_list/',
      [],
      JSON.stringify({ ...(JSON.parse(APP) as object), bk_scope_type: 'biz', bk_scope_id: '2' }),
    ),
  ],
  [
    'an app in the query',
    'bk',
    request(
      'GET',
      `/api/c/compapi/v2/jobv3/get_account_list/?${SCOPE}&bk_app_code=${RUN_KEY}&bk_app_secret=x&bk_username=admin`,
    ),
  ],
];

describe('a request that shows the key of this run', () => {
  test.each(SIGNED)('is signed with the user’s: %s', async (_, door, draft) => {
    const { send, recording, leftOut } = recorder(door);
    const answer = await send({ ...draft, target: draft.target.replace('{project}', DEVELOPMENT.project) });
    const text = answer.body.toString('utf8');
    expect([leftOut, answer.status, text.slice(0, 300)]).toEqual([[], 200, text.slice(0, 300)]);
    if (door === 'bk') expect(JSON.parse(text)).toMatchObject({ code: 0 });
    expect(recording().exchanges).toHaveLength(1);
  });
});

describe('what is not sent', () => {
  const otherKey = request('GET', `/?${rpc('ListSecrets', KEYS.aliyun.id)}`);
  const write = request('POST', '/', ['Content-Type', FORM], rpc('CreateSecret'));
  const unknown = request('POST', '/', ['Content-Type', FORM], rpc('EraseEverything'));

  test.each([
    [
      'a request that shows another key, the user’s own among them',
      otherKey,
      'no-credential',
      'InvalidAccessKeyId.NotFound',
    ],
    ['an operation that writes', write, 'write', 'Forbidden.RAM'],
    ['an operation that nobody knows', unknown, 'unknown-operation', 'Forbidden.RAM'],
  ] as const)('%s', async (_, sent, why, code) => {
    const { send, leftOut, recording } = recorder('aliyun');
    const answer = await send(sent);
    expect(JSON.parse(answer.body.toString('utf8'))).toMatchObject({
      Code: code,
      Message: expect.stringContaining('dragoman') as unknown,
    });
    expect(leftOut).toMatchObject([{ why }]);
    expect(recording()).toMatchObject({ exchanges: [], left_out: [{ why, times: 1 }] });
    expect(JSON.stringify(recording())).not.toContain('EraseEverything');
  });

  test('a request for another host, whatever it is', async () => {
    const { send, leftOut } = recorder('aliyun');
    expect((await send(otherKey, 'kms.cn-beijing.aliyuncs.com')).status).toBe(403);
    expect(leftOut).toMatchObject([{ why: 'other-host' }]);
  });

  test('each door rejects as its vendor does', async () => {
    const huawei = await recorder('huawei').send(request('DELETE', '/v1/p/secrets/x'));
    expect([huawei.status, JSON.parse(huawei.body.toString('utf8'))]).toMatchObject([
      403,
      { error_code: 'APIGW.0302' },
    ]);
    const bk = await recorder('bk').send(request('POST', '/api/bk-job/prod/api/v3/create_credential'));
    expect([bk.status, JSON.parse(bk.body.toString('utf8'))]).toMatchObject([200, { result: false, data: null }]);
  });

  test('with writes everything is', async () => {
    const { send, leftOut } = recorder('aliyun', { writes: true });
    const form = `${rpc('CreateSecret')}&SecretName=written&VersionId=1&SecretData=x`;
    expect((await send(request('POST', '/', ['Content-Type', FORM], form))).status).toBe(200);
    expect(leftOut).toEqual([]);
  });
});

test('what is passed through is what was signed', async () => {
  const { send } = recorder('aliyun', { signing: 'pass-through' });
  const answer = await send(request('GET', `/?${rpc('ListSecrets', KEYS.aliyun.id)}`));
  expect(answer.status).toBeGreaterThanOrEqual(400);
});
