import { describe, expect, it } from '@jest/globals';
import { KEYS, PROJECT, type Environment, openEnvironment, HOST } from './environment.ts';
import { sign } from './support/signer.ts';

const USER = { name: 'dragoman', password: 'Dragoman-Development-1', domain: { name: 'dragoman' } };
function byPassword(user: object = USER, scope?: object): object {
  return { auth: { identity: { methods: ['password'], password: { user } }, ...(scope !== undefined && { scope }) } };
}

async function token(environment: Environment, body: unknown, query = '') {
  return environment.send({
    method: 'POST',
    path: '/v3/auth/tokens',
    query,
    headers: { host: HOST },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function withToken(environment: Environment, path: string, query = '', value?: string) {
  const presented = value ?? (await token(environment, byPassword())).headers['X-Subject-Token'] ?? '';
  return environment.send({ method: 'GET', path, query, headers: { host: HOST, 'x-auth-token': presented } });
}

describe('projects and domains', () => {
  it('have exactly one project for every region', async () => {
    const environment = await openEnvironment();
    const { json } = await environment.call('GET', '/v3/projects?name=cn-north-4', '{}');
    expect(json).toEqual({
      links: { self: `http://${HOST}/v3/projects`, next: null, previous: null },
      projects: [
        {
          id: PROJECT,
          name: 'cn-north-4',
          domain_id: 'd7a60a000000000000000000000000d0',
          parent_id: 'd7a60a000000000000000000000000d0',
          is_domain: false,
          enabled: true,
          description: '',
          links: { self: `http://${HOST}/v3/projects/${PROJECT}`, next: null, previous: null },
        },
      ],
    });
    const other = await withToken(environment, '/v3/projects', 'name=eu-west-101');
    expect(other.json.projects).toMatchObject([{ id: expect.stringMatching(/^[0-9a-f]{32}$/), name: 'eu-west-101' }]);
    expect((await environment.call('GET', '/v3/projects?name=eu-west-101')).json).toEqual(other.json);
    expect((await environment.call('GET', '/v3/projects?name=ap-southeast-1')).json.projects[0]?.id).not.toBe(
      other.json.projects[0]?.id,
    );
    expect((await environment.call('GET', '/v3/projects')).json.projects).toMatchObject([{ id: PROJECT }]);
  });

  it.each(['enabled=false', 'is_domain=true', 'domain_id=x', 'parent_id=x', 'page=2'])(
    'have none that is %s',
    async (filter) => {
      expect(
        (await (await openEnvironment()).call('GET', `/v3/projects?name=cn-north-4&${filter}`)).json.projects,
      ).toEqual([]);
    },
  );

  it('name the domain', async () => {
    const { json } = await withToken(await openEnvironment(), '/v3/auth/domains');
    expect(json).toEqual({
      domains: [
        {
          id: 'd7a60a000000000000000000000000d0',
          name: 'dragoman',
          enabled: true,
          description: '',
          links: { self: `http://${HOST}/v3/domains/d7a60a000000000000000000000000d0` },
        },
      ],
      links: { self: `http://${HOST}/v3/auth/domains` },
    });
  });

  it('print the address that the client knows them by', async () => {
    const headers = { host: 'iam.myhuaweicloud.com', 'x-auth-token': 'any' };
    const answer = await (
      await openEnvironment({ authMode: 'lenient' })
    ).send({ method: 'GET', path: '/v3/auth/domains', headers });
    expect(answer.json.links.self).toBe('https://iam.myhuaweicloud.com/v3/auth/domains');
  });

  it('reject a token in the words of IAM, a signature in those of API Gateway', async () => {
    const environment = await openEnvironment();
    const rejected = await withToken(environment, '/v3/projects', '', 'unknown');
    expect([rejected.status, rejected.json]).toEqual([
      401,
      { error: { code: 401, message: 'The request you have made requires authentication.', title: 'Unauthorized' } },
    ]);
    const draft = { method: 'GET', path: '/v3/projects', headers: { 'x-sdk-date': '20260102T030405Z' } };
    const unsigned = await environment.send({
      ...draft,
      headers: sign(draft, { ...KEYS, sk: 'other' }, ['x-sdk-date']),
    });
    expect([unsigned.status, unsigned.json.error_code]).toEqual([401, 'APIGW.0301']);
  });
});

describe('a project that is made', () => {
  it('is known from then on, under the id that it had', async () => {
    const environment = await openEnvironment();
    const before = (await environment.call('GET', '/v3/projects?name=cn-north-4_team')).json.projects[0]?.id;
    const answer = await environment.call('POST', '/v3/projects', {
      project: { name: 'cn-north-4_team', domain_id: 'd7a60a000000000000000000000000d0', description: 'ours' },
    });
    const self = `http://${HOST}/v3/projects/${before ?? ''}`;
    const project = {
      id: before,
      name: 'cn-north-4_team',
      domain_id: 'd7a60a000000000000000000000000d0',
      parent_id: PROJECT,
      is_domain: false,
      enabled: true,
      description: 'ours',
      links: { self },
    };
    expect([answer.status, answer.json]).toEqual([201, { project }]);
    const listed = { ...project, links: { self, next: null, previous: null } };
    expect((await environment.call('GET', '/v3/projects?name=cn-north-4_team')).json.projects).toEqual([listed]);
    expect((await environment.call('GET', '/v3/projects')).json.projects).toMatchObject([{ id: PROJECT }, listed]);
    const mine = await environment.call('GET', '/v3/auth/projects');
    expect(mine.json).toEqual({
      projects: [expect.objectContaining({ id: PROJECT, name: 'cn-north-4' }), project],
      links: { self: `http://${HOST}/v3/auth/projects` },
    });
  });

  it("has the parent that it was given, else the project of its region, and a region's own the domain", async () => {
    const environment = await openEnvironment();
    const make = async (project: object) =>
      (await environment.call('POST', '/v3/projects', { project })).json as unknown as {
        project: { parent_id: string };
      };
    const region = (await environment.call('GET', '/v3/projects?name=cn-east-3')).json.projects[0]?.id;
    expect((await make({ name: 'cn-north-4_a', parent_id: region })).project.parent_id).toBe(region);
    expect((await make({ name: 'cn-east-3_b' })).project.parent_id).toBe(region);
    expect((await make({ name: 'cn-south-1' })).project.parent_id).toBe('d7a60a000000000000000000000000d0');
    const named = async (filter: string) =>
      (await environment.call('GET', `/v3/projects?${filter}`)).json.projects.map(({ name }) => name);
    expect(await named(`parent_id=${region ?? ''}`)).toEqual(['cn-north-4_a', 'cn-east-3_b']);
    expect(await named('parent_id=d7a60a000000000000000000000000d0')).toEqual(['cn-north-4', 'cn-south-1']);
    expect(await named(`name=cn-north-4_a&parent_id=${PROJECT}`)).toEqual([]);
  });

  it('is rejected when it is known already, or has no good name', async () => {
    const environment = await openEnvironment();
    const make = async (project: object) => (await environment.call('POST', '/v3/projects', { project })).json.error;
    await environment.call('POST', '/v3/projects', { project: { name: 'cn-east-3' } });
    const conflict = {
      code: 409,
      message: 'Conflict occurred attempting to store project. Duplicate Entry',
      title: 'Conflict',
    };
    expect([await make({ name: 'cn-east-3' }), await make({ name: 'cn-north-4' })]).toEqual([conflict, conflict]);
    for (const wrong of [
      {},
      { name: '' },
      { name: 'a b' },
      { name: 'n'.repeat(65) },
      { name: 'n', domain_id: 'other' },
      { name: 'n', description: 'd'.repeat(256) },
    ]) {
      expect(await make(wrong)).toMatchObject({ code: 400 });
    }
  });

  it('is listed to those who may work in it', async () => {
    const environment = await openEnvironment({ addresses: [{ door: 'huawei', key: PROJECT }] });
    await environment.call('POST', '/v3/projects', { project: { name: 'cn-north-4_team' } });
    expect((await environment.call('GET', '/v3/auth/projects')).json.projects).toMatchObject([{ id: PROJECT }]);
  });
});
