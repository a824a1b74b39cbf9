import { createHash, createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { type Draft, sign } from '../../huawei-platform/test/support/signer.ts';
import { HOST, KEYS, PROJECT, SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const DATE = '20260102T030405Z';
const UNAUTHENTICATED = [401, 'APIGW.0301'];
const UNSIGNED = { host: HOST, 'x-sdk-date': DATE, 'x-sdk-content-sha256': 'UNSIGNED-PAYLOAD' };
const PREFIX = 'Incorrect IAM authentication information: ';

function draft(change: Partial<Draft> = {}): Draft {
  return { method: 'GET', path: SECRETS, headers: { host: HOST, 'x-sdk-date': DATE }, ...change };
}

async function sendSigned(environment: Environment, from: Draft, names = ['host', 'x-sdk-date'], hashOf?: string) {
  return environment.send({ ...from, headers: sign(from, KEYS, names, hashOf) });
}

describe('a signed request', () => {
  it.each<{ what: string; from: Draft; names: string[]; hashOf?: string }>([
    { what: 'signs neither host nor content type (Go)', from: draft(), names: ['x-sdk-date'] },
    { what: 'sends {} with a GET and hashes it (Node)', from: draft({ body: '{}' }), names: ['host', 'x-sdk-date'] },
    { what: 'hashes {} and sends nothing (old Node)', from: draft(), names: ['host', 'x-sdk-date'], hashOf: '{}' },
    {
      what: 'declares its body unsigned',
      from: draft({ headers: UNSIGNED }),
      names: ['x-sdk-date'],
      hashOf: 'UNSIGNED-PAYLOAD',
    },
    {
      what: 'has a parameter without a value',
      from: draft({ query: 'marker&limit=3' }),
      names: ['host', 'x-sdk-date'],
    },
  ])('passes when it $what', async ({ from, names, hashOf }) => {
    const answer = await sendSigned(await openEnvironment(), from, names, hashOf);
    expect(answer.status).toBe(200);
  });

  it('passes with a path that was signed undecoded', async () => {
    const environment = await openEnvironment();
    const path = `${SECRETS}/a%20b`;
    const headers = sign({ ...draft(), path: path.replace('%', '%25') }, KEYS, ['host', 'x-sdk-date']);
    expect(problem(await environment.send({ method: 'GET', path, headers }))).toEqual([400, 'CSMS.0002']);
  });

  it('is rejected for an unsigned body that it does not declare', async () => {
    const answer = await sendSigned(await openEnvironment(), draft({ body: 'x' }), ['x-sdk-date'], 'UNSIGNED-PAYLOAD');
    expect(problem(answer)).toEqual(UNAUTHENTICATED);
  });

  it('is rejected for a hash of another body in X-Sdk-Content-Sha256', async () => {
    const from = draft({
      body: 'x',
      headers: {
        host: HOST,
        'x-sdk-date': DATE,
        'x-sdk-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    });
    expect(problem(await sendSigned(await openEnvironment(), from, ['x-sdk-date'], ''))).toEqual(UNAUTHENTICATED);
  });

  it('is rejected with the canonical request when the signature differs, credentials masked', async () => {
    const environment = await openEnvironment();
    const from = draft({
      query: 'limit=3',
      headers: { host: HOST, 'x-sdk-date': DATE, 'x-security-token': 'session-value' },
    });
    const headers = sign(from, { ...KEYS, sk: 'other' }, ['host', 'x-sdk-date', 'x-security-token']);
    const answer = await environment.send({ ...from, headers });
    expect(problem(answer)).toEqual(UNAUTHENTICATED);
    expect(answer.json).toEqual({
      error_msg:
        `${PREFIX}verify aksk signature fail, canonicalRequest:GET|${SECRETS}/|limit=3|` +
        `host:${HOST}|x-sdk-date:${DATE}|x-security-token:***||` +
        'host;x-sdk-date;x-security-token|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      error_code: 'APIGW.0301',
      request_id: answer.headers['X-Request-Id'],
    });
  });

  it('is rejected for an access key that does not exist', async () => {
    const headers = sign(draft(), { ak: 'NOBODY', sk: KEYS.sk }, ['x-sdk-date']);
    const answer = await (await openEnvironment()).send({ ...draft(), headers });
    expect([answer.status, answer.json.error_msg]).toEqual([401, `${PREFIX}ak NOBODY not exist`]);
  });

  it('is good for 15 minutes to either side', async () => {
    const environment = await openEnvironment();
    environment.services.advance(15 * 60_000);
    expect((await sendSigned(environment, draft())).status).toBe(200);
    environment.services.advance(1);
    const late = await sendSigned(environment, draft());
    expect(late.json.error_msg).toBe(
      `${PREFIX}calc aksk signature fail:signature expired, signature time:${DATE},server time:20260102T031905Z`,
    );
    environment.services.advance(-30 * 60_000 - 1);
    expect((await sendSigned(environment, draft())).status).toBe(200);
    environment.services.advance(-1);
    expect((await sendSigned(environment, draft())).status).toBe(401);
  });

  it('is good at any time when the clock is not checked', async () => {
    const environment = await openEnvironment({ settings: { clock_skew_minutes: 0 } });
    environment.services.advance(86_400_000);
    expect((await sendSigned(environment, draft())).status).toBe(200);
  });

  it.each([
    ['its time is not signed', draft(), ['host']],
    ['it has no time', draft({ headers: { host: HOST } }), ['host']],
    [
      'its time has another form',
      draft({ headers: { host: HOST, 'x-sdk-date': '2026-01-02T03:04:05Z' } }),
      ['host', 'x-sdk-date'],
    ],
  ])('is rejected when %s', async (_what, from, names) => {
    expect(problem(await sendSigned(await openEnvironment(), from, names))).toEqual(UNAUTHENTICATED);
  });

  it.each(['SDK-HMAC-MD5'])('is rejected under %s, which is not verified', async (algorithm) => {
    const headers = sign(draft(), KEYS, ['x-sdk-date']);
    const authorization = headers['authorization']?.replace('SDK-HMAC-SHA256', algorithm) ?? '';
    const answer = await (await openEnvironment()).send({ ...draft(), headers: { ...headers, authorization } });
    expect([answer.status, answer.json.error_msg]).toEqual([401, `${PREFIX}Unauthorized`]);
  });

  it.each(['SDK-HMAC-SM3', 'SDK-ECDSA-P256-SHA256', 'SDK-SM2-SM3', 'V11-HMAC-SHA256'])(
    'is rejected under %s for a signature of another scheme',
    async (algorithm) => {
      const headers = sign(draft(), KEYS, ['x-sdk-date']);
      const authorization =
        headers['authorization']
          ?.replace('SDK-HMAC-SHA256', algorithm)
          .replace('Access=', 'Credential=')
          .replace(KEYS.ak, `${KEYS.ak}/20260102/r/s`) ?? '';
      const answer = await (await openEnvironment()).send({ ...draft(), headers: { ...headers, authorization } });
      expect([answer.status, answer.json.error_msg.slice(0, PREFIX.length + 26)]).toEqual([
        401,
        `${PREFIX}verify aksk signature fail`,
      ]);
    },
  );

  it('passes under SM3, whose unsigned body has a header of its own', async () => {
    const environment = await openEnvironment();
    const signSm3 = (names: Record<string, string>, body: string, hashOf: string) => {
      const digest = (text: string) => createHash('sm3').update(text).digest('hex');
      const lines = Object.entries(names)
        .map(([name, value]) => `${name}:${value}\n`)
        .join('');
      const bodyHash = hashOf === 'UNSIGNED-PAYLOAD' ? hashOf : digest(hashOf);
      const canonical = ['GET', `${SECRETS}/`, '', lines, Object.keys(names).join(';'), bodyHash].join('\n');
      const signature = createHmac('sm3', KEYS.sk)
        .update(`SDK-HMAC-SM3\n${DATE}\n${digest(canonical)}`)
        .digest('hex');
      const list = Object.keys(names).join(';');
      const authorization = `SDK-HMAC-SM3 Access=${KEYS.ak}, SignedHeaders=${list}, Signature=${signature}`;
      return environment.send({ method: 'GET', path: SECRETS, headers: { ...names, authorization }, body });
    };
    const unsigned = 'UNSIGNED-PAYLOAD';
    expect((await signSm3({ 'x-sdk-date': DATE }, '', '')).status).toBe(200);
    expect((await signSm3({ 'x-sdk-date': DATE }, '', '{}')).status).toBe(200);
    expect((await signSm3({ 'x-sdk-content-sm3': unsigned, 'x-sdk-date': DATE }, 'x', unsigned)).status).toBe(200);
    expect((await signSm3({ 'x-sdk-content-sha256': unsigned, 'x-sdk-date': DATE }, 'x', unsigned)).status).toBe(401);
  });

  it('is judged by its signature even when it has a token too', async () => {
    const environment = await openEnvironment();
    const token = await fetchToken(environment);
    const headers = { ...sign(draft(), { ...KEYS, sk: 'other' }, ['x-sdk-date']), 'x-auth-token': token };
    expect((await environment.send({ ...draft(), headers })).status).toBe(401);
  });
});

describe('a request with a token', () => {
  it('passes until the token expires, a day later', async () => {
    const environment = await openEnvironment();
    const token = await fetchToken(environment);
    const send = () => environment.send({ ...draft(), headers: { 'x-auth-token': token } });
    expect((await send()).status).toBe(200);
    environment.services.advance(86_399_999);
    expect((await send()).status).toBe(200);
    environment.services.advance(1);
    expect((await send()).json.error_msg).toBe(`${PREFIX}token expires, expires_at: 2026-01-03T03:04:05.000Z`);
  });

  it.each([
    ['no credential', {}, 'x-auth-token not found'],
    ['an empty token', { 'x-auth-token': '' }, 'x-auth-token not found'],
    ['an unknown token', { 'x-auth-token': 'unknown' }, 'decrypt token fail'],
    ['another scheme', { authorization: 'Bearer abc' }, 'x-auth-token not found'],
  ])('is rejected for %s', async (_what, headers, detail) => {
    const answer = await (await openEnvironment()).send({ ...draft(), headers: { host: HOST, ...headers } });
    expect([answer.status, answer.json.error_msg]).toEqual([401, PREFIX + detail]);
  });
});

describe('the lenient mode', () => {
  it('takes any key, whatever its signature, scheme and time', async () => {
    const environment = await openEnvironment({ authMode: 'lenient' });
    for (const authorization of [
      'SDK-HMAC-SHA256 Access=ANY, SignedHeaders=host, Signature=00',
      'SDK-SM2-SM3 Access=OTHER, SignedHeaders=host, Signature=00',
    ]) {
      expect((await environment.send({ ...draft(), headers: { authorization } })).status).toBe(200);
    }
    expect((await environment.send({ ...draft(), headers: { 'x-auth-token': 'any' } })).status).toBe(200);
  });

  it('still wants a key', async () => {
    const environment = await openEnvironment({ authMode: 'lenient' });
    expect((await environment.send({ ...draft(), headers: {} })).status).toBe(401);
    expect((await environment.send({ ...draft(), headers: { authorization: 'SDK-HMAC-SHA256 nothing' } })).status).toBe(
      401,
    );
  });
});

describe('a project', () => {
  it('is denied to who may not work in it, before the body is looked at', async () => {
    const environment = await openEnvironment({ addresses: [{ door: 'huawei', key: PROJECT }] });
    expect((await environment.call('GET', SECRETS)).status).toBe(200);
    expect(problem(await environment.call('POST', '/v1/0123456789abcdef0123456789abcdef/secrets', 'no json'))).toEqual([
      403,
      'CSMS.0302',
    ]);
  });

  const UNFILLED = '/v1/%7Bproject_id%7D/secrets/mine';
  const ELSEWHERE = '0123456789abcdef0123456789abcdef';
  const at = (...keys: string[]) => keys.map((key) => ({ door: 'huawei', key }));

  it('is missing where the client left {project_id} in the path, and the console says why', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', SECRETS, { name: 'mine', secret_string: 'v' });
    expect(problem(await environment.call('GET', UNFILLED))).toEqual(UNAUTHENTICATED);
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toBe(
      'the SDK was given no project and no region: give it one, or set doors.huawei.placeholder_project: true',
    );
  });

  it.each([
    ['any project', 'any', PROJECT],
    ['its own', at(PROJECT), PROJECT],
    ['another', [...at(ELSEWHERE), { door: 'bk', key: 'biz/2' }], ELSEWHERE],
  ] as const)("is the caller's one for {project_id} where the setting is on: %s", async (_what, addresses, project) => {
    const environment = await openEnvironment({ settings: { placeholder_project: true }, addresses });
    await environment.call('POST', `/v1/${project}/secrets`, { name: 'mine', secret_string: 'v' });
    expect((await environment.call('GET', UNFILLED)).json.secret.name).toBe('mine');
    const token = { host: HOST, 'x-auth-token': await fetchToken(environment) };
    expect((await environment.send({ method: 'GET', path: UNFILLED, headers: token })).status).toBe(200);
  });

  it('is not made out of {project_id} for who has none, or several', async () => {
    const settings = { placeholder_project: true };
    for (const addresses of [[], at(PROJECT, ELSEWHERE)]) {
      const environment = await openEnvironment({ settings, addresses });
      expect(problem(await environment.call('GET', UNFILLED))).toEqual(UNAUTHENTICATED);
    }
    const environment = await openEnvironment({ settings });
    await environment.call('POST', '/v3/projects', { project: { name: 'cn-north-4_second' } });
    expect(problem(await environment.call('GET', UNFILLED))).toEqual(UNAUTHENTICATED);
    expect(environment.outcomes.at(-1)?.rejection?.help?.en).toMatch(/^the SDK was given no project and no region: /);
  });

  it('keeps its secrets from every other', async () => {
    const environment = await openEnvironment();
    await environment.call('POST', SECRETS, { name: 'mine', secret_string: 'v' });
    expect(problem(await environment.call('GET', '/v1/0123456789abcdef0123456789abcdef/secrets/mine'))).toEqual([
      404,
      'CSMS.0106',
    ]);
    expect(
      problem(
        await environment.call(
          'GET',
          `${SECRETS.toUpperCase().replace('/V1/', '/v1/').replace('SECRETS', 'secrets')}/mine`,
        ),
      ),
    ).toEqual([404, 'CSMS.0106']);
  });
});

async function fetchToken(environment: Environment): Promise<string> {
  const user = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
  const body = JSON.stringify({ auth: { identity: { methods: ['password'], password: { user } } } });
  const answer = await environment.send({ method: 'POST', path: '/v3/auth/tokens', headers: { host: HOST }, body });
  expect(environment.services.clock.now()).toBe(START);
  return answer.headers['X-Subject-Token'] ?? '';
}
