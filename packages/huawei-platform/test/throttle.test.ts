import { describe, expect, it } from '@jest/globals';

import { HOST, TOPICS, type Environment, openEnvironment, problem } from './environment.ts';

async function ask(environment: Environment, times: number, token = 'one'): Promise<number[]> {
  const answers = Array.from({ length: times }, async () =>
    environment.send({ method: 'GET', path: TOPICS, headers: { host: HOST, 'x-auth-token': token } }),
  );
  return (await Promise.all(answers)).map(({ status }) => status);
}

const passed = (times: number): number[] => Array.from({ length: times }, () => 200);

describe('throttling', () => {
  it('is off unless asked for', async () => {
    expect(await ask(await openEnvironment({ authMode: 'lenient' }), 50)).toEqual(passed(50));
  });

  it('lets 20 requests of a user pass in a second', async () => {
    const environment = await openEnvironment({ settings: { throttle: true } });
    for (let at = 0; at < 20; at += 1) expect((await environment.call('GET', TOPICS)).status).toBe(200);
    const answer = await environment.call('GET', TOPICS);
    expect([answer.status, answer.json]).toEqual([
      429,
      {
        error_msg: 'The throttling threshold has been reached: policy user over ratelimit,limit:20,time:1 second',
        error_code: 'APIGW.0308',
        request_id: answer.headers['X-Request-Id'],
      },
    ]);
    environment.services.advance(999);
    expect(problem(await environment.call('GET', TOPICS))).toEqual([429, 'APIGW.0308']);
    environment.services.advance(1);
    expect(
      await Promise.all(Array.from({ length: 20 }, async () => (await environment.call('GET', TOPICS)).status)),
    ).toEqual(passed(20));
    expect((await environment.call('GET', TOPICS)).status).toBe(429);
  });

  it('counts each user alone, and who is not let in for nobody', async () => {
    const environment = await openEnvironment({ settings: { throttle: true } });
    expect(new Set(await ask(environment, 30))).toEqual(new Set([401]));
    expect((await environment.call('GET', TOPICS)).status).toBe(200);
  });

  it('counts the keys of the lenient mode apart', async () => {
    const environment = await openEnvironment({ authMode: 'lenient', settings: { throttle: true } });
    const signed = async (key: string) =>
      (
        await environment.send({
          method: 'GET',
          path: TOPICS,
          headers: { authorization: `SDK-HMAC-SHA256 Access=${key}, SignedHeaders=host, Signature=0` },
        })
      ).status;
    for (let at = 0; at < 20; at += 1) expect(await signed('A')).toBe(200);
    expect([await signed('A'), await signed('B')]).toEqual([429, 200]);
  });

  it('leaves IAM alone', async () => {
    const environment = await openEnvironment({ settings: { throttle: true } });
    for (let at = 0; at < 25; at += 1) expect((await environment.call('GET', '/v3/projects')).status).toBe(200);
    expect((await environment.call('GET', TOPICS)).status).toBe(200);
  });
});
