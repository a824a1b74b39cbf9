import { beforeEach, describe, expect, it } from '@jest/globals';
import { registerIdentity } from '@dragoman/core';
import { type Explanation, requestHead } from '@dragoman/protocol-kit';

import { type Environment, KEYS, PROJECT, openEnvironment } from './environment.ts';
import { inEnglish, type InEnglish } from '../../../test/in-english.ts';

let environment: Environment;
beforeEach(async () => {
  environment = await openEnvironment();
  await registerIdentity(
    environment.services,
    { id: 'somebody-else', name: 'else', addresses: 'any', attributes: {} },
    [{ kind: 'access-key', lookup: 'AKELSE', secret: 'the secret key of somebody else', expiresAt: null }],
  );
});

async function of(
  method: string,
  target: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<InEnglish<Explanation>> {
  const request = { ...requestHead(method, target, headers), body: Buffer.from(body) };
  const received = { request, requestId: 'r', receivedAt: environment.services.clock.now() };
  return inEnglish(await environment.door.explain(received, null));
}

describe('an explanation of other rejections', () => {
  it.each([
    ['GET', `/v2/${PROJECT}/notifications/topic`, 'SMN:ListTopics', 'topics in place of topic'],
    ['POST', `/v2/${PROJECT}/notifications/topics/n`, 'SMN:ListTopicDetails', 'the method: GET in place of POST'],
    ['GET', `/v1/${PROJECT}/notifications/topics`, 'SMN:ListTopics', 'v2 in place of v1'],
    ['GET', `/${PROJECT}/notifications/topics`, 'SMN:ListTopics', 'v2 is missing'],
  ])('names the nearest operation of %s %s', async (method, path, operation, differs) => {
    const { about, nearest, remedies } = await of(method, path);
    expect(about).toBe('route');
    expect(nearest.find((near) => near.operation === operation)?.differs).toContain(differs);
    expect(remedies[0]).toMatch(/^call /);
  });

  it('knows an operation that is not here', async () => {
    expect((await of('POST', `/v2/${PROJECT}/notifications/topics/n/publish`)).verdict).toContain(
      'not implemented here',
    );
  });

  it('tells tokens apart', async () => {
    await registerIdentity(environment.services, { id: 'holder', name: 'holder', addresses: 'any', attributes: {} }, [
      { kind: 'token', lookup: 'old token', secret: null, expiresAt: environment.services.clock.now() - 60_000 },
      { kind: 'user-token', lookup: 'user token', secret: null, expiresAt: null },
    ]);
    const presented = async (token: string): Promise<string> =>
      (await of('GET', `/v2/${PROJECT}/notifications/topics`, { 'x-auth-token': token })).verdict;
    const expiredAt = new Date(environment.services.clock.now() - 60_000).toISOString();
    expect(await presented('old token')).toBe(`the token of the identity holder expired at ${expiredAt}`);
    expect(await presented('user token')).toContain('a user token of the identity holder');
    expect(await presented(KEYS.ak)).toContain('an access key id of the identity development');
    expect(await presented('MARKED')).toBe('nobody here holds this token');
    expect((await of('GET', `/v2/${PROJECT}/notifications/topics`)).verdict).toBe(
      'the request shows no credential of who sends it',
    );
    const login = {
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'nobody', password: 'p', domain: { name: 'd' } } },
        },
      },
    };
    expect((await of('POST', '/v3/auth/tokens', {}, JSON.stringify(login))).verdict).toContain(
      'nobody here has this user name',
    );
  });
});
