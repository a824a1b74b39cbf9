import { describe, expect, it } from '@jest/globals';
import { openEnvironment, HOST, problem } from './environment.ts';

describe('IAM and STS', () => {
  it('list the regions', async () => {
    const { json } = await (await openEnvironment()).call('GET', '/v3/regions');
    const { regions } = json as unknown as { regions: { id: string }[] };
    expect(regions).toHaveLength(20);
    expect(regions).toContainEqual({
      id: 'cn-north-4',
      type: 'public',
      description: '',
      parent_region_id: null,
      locales: { 'en-us': 'cn-north-4', 'zh-cn': 'cn-north-4' },
      links: { self: `http://${HOST}/v3/regions/cn-north-4` },
    });
  });

  it('say who calls', async () => {
    const { status, json } = await (await openEnvironment()).call('GET', '/v5/caller-identity');
    expect([status, json]).toEqual([
      200,
      {
        account_id: 'd7a60a000000000000000000000000d0',
        principal_id: 'd7a60a000000000000000000000000e0',
        principal_urn: 'iam::d7a60a000000000000000000000000d0:user:dragoman',
      },
    ]);
  });

  it.each([
    [
      'IAM, whatever is asked for',
      { host: 'iam.cn-north-4.myhuaweicloud.com:443', accept: '*/*' },
      'https://iam.cn-north-4.myhuaweicloud.com:443',
    ],
    ['IAM in Europe', { host: 'iam.eu-west-101.myhuaweicloud.eu' }, 'https://iam.eu-west-101.myhuaweicloud.eu'],
    ['this address, as a client of Keystone asks', { host: HOST, accept: 'application/json' }, `http://${HOST}`],
    ['this address, as the SDK of IAM asks', { host: HOST, 'x-domain-id': 'd' }, `http://${HOST}`],
  ])('tell their versions to anybody at the host of %s', async (_what, headers, origin) => {
    const environment = await openEnvironment();
    const { status, json } = await environment.send({ method: 'GET', path: '/', headers });
    expect([status, json]).toEqual([
      300,
      {
        versions: {
          values: [
            {
              id: 'v3.6',
              status: 'stable',
              updated: '2016-04-04T00:00:00Z',
              'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
              links: [{ rel: 'self', href: `${origin}/v3/` }],
            },
          ],
        },
      },
    ]);
  });

  it.each(['/v2', '/v2.0', '/v3.0', '/v4', '/v1.0'])('know no version %s at their host', async (path) => {
    const answer = await (
      await openEnvironment()
    ).send({
      method: 'GET',
      path,
      headers: { host: 'iam.myhuaweicloud.com' },
    });
    expect(problem(answer)).toEqual([404, 'APIGW.0101']);
  });

  it('tell their version to anybody', async () => {
    const { status, json } = await (
      await openEnvironment()
    ).send({ method: 'GET', path: '/v3/', headers: { host: HOST } });
    expect([status, json]).toMatchObject([
      200,
      { version: { id: 'v3.6', status: 'stable', links: [{ rel: 'self', href: `http://${HOST}/v3/` }] } },
    ]);
  });

  it.each(['/v3/regions', '/v3/auth/projects', '/v5/caller-identity', '/v3/auth/tokens'])(
    'want to know who asks for %s',
    async (path) => {
      const answer = await (await openEnvironment()).send({ method: 'GET', path, headers: {} });
      expect([answer.status, answer.json.error.title]).toEqual([401, 'Unauthorized']);
    },
  );
});
