import { describe, expect, it } from '@jest/globals';

import { type Answer, PROJECT, TOPICS, type Environment, nestedProblem, openEnvironment } from './environment.ts';

const PROJECTS = '/v1.0/enterprise-projects';
const OTHER = '0123456789abcdef0123456789abcdef';

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly status: number;
}

async function make(environment: Environment, name: string, more: object = {}): Promise<Shown> {
  const { json } = await environment.call('POST', PROJECTS, { name, ...more });
  return (json as unknown as { readonly enterprise_project: Shown }).enterprise_project;
}

async function namesOf(environment: Environment, query: string): Promise<readonly string[]> {
  const { json } = await environment.call('GET', `${PROJECTS}?${query}`);
  return (json as unknown as { readonly enterprise_projects: readonly Shown[] }).enterprise_projects.map(
    ({ name }) => name,
  );
}

/** Moves a resource, as Terraform's provider does. */
async function move(environment: Environment, to: string, type: string, id: string): Promise<Answer> {
  return environment.call('POST', `${PROJECTS}/${to}/resources-migrate`, {
    resource_id: id,
    resource_type: type,
    region_id: 'cn-north-4',
    project_id: PROJECT,
  });
}

/** The ids of the resources of a type in an enterprise project. */
async function idsIn(environment: Environment, id: string, more: object = {}): Promise<readonly string[]> {
  const body = { limit: 1000, offset: 0, projects: [PROJECT], resource_types: ['smn_topic'], ...more };
  const { json } = await environment.call('POST', `${PROJECTS}/${id}/resources/filter`, body);
  return (json.resources ?? []).map((resource) => resource.resource_id);
}

describe('an enterprise project', () => {
  it('is made, shown, changed, disabled and deleted', async () => {
    const environment = await openEnvironment();
    const made = await environment.call('POST', PROJECTS, { name: 'team', description: 'd', type: 'prod' });
    const project = {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'team',
      description: 'd',
      type: 'prod',
      status: 1,
      created_at: '2026-01-02T03:04:05Z',
      updated_at: '2026-01-02T03:04:05Z',
      delete_flag: false,
    };
    expect([made.status, made.json]).toEqual([201, { enterprise_project: project }]);
    const { id } = (made.json as unknown as { readonly enterprise_project: Shown }).enterprise_project;
    const at = `${PROJECTS}/${id}`;
    expect((await environment.call('PUT', at, { name: 'crew', description: '' })).status).toBe(200);
    expect(nestedProblem(await environment.call('DELETE', at))).toEqual([400, 'EPS.0002']);
    const disabled = await environment.call('POST', `${at}/action`, { action: 'disable' });
    expect([disabled.status, disabled.text]).toEqual([204, '']);
    expect(nestedProblem(await environment.call('PUT', at, { name: 'team' }))).toEqual([400, 'EPS.0014']);
    expect((await environment.call('GET', at)).json).toEqual({
      enterprise_project: { ...project, name: 'crew', description: '', status: 2 },
    });
    expect((await environment.call('DELETE', at)).status).toBe(204);
    const missed = await environment.call('GET', at);
    expect([missed.status, missed.json]).toEqual([
      404,
      { error: { error_code: 'EPS.0005', error_msg: 'Requested resources not found.' } },
    ]);
  });

  it('is the default one from the beginning, which nobody changes', async () => {
    const environment = await openEnvironment();
    expect(await namesOf(environment, 'id=0')).toEqual(['default']);
    for (const [method, below, body] of [
      ['PUT', '', { name: 'x' }],
      ['POST', '/action', { action: 'disable' }],
      ['DELETE', '', undefined],
    ] as const)
      expect(nestedProblem(await environment.call(method, `${PROJECTS}/0${below}`, body))).toEqual([400, 'EPS.0012']);
  });

  it('is listed by part of its name, state and type, in order', async () => {
    const environment = await openEnvironment();
    await make(environment, 'b-team');
    const poc = await make(environment, 'a-team', { type: 'poc' });
    await environment.call('POST', `${PROJECTS}/${poc.id}/action`, { action: 'disable' });
    expect(await namesOf(environment, 'sort_key=name&sort_dir=asc')).toEqual(['a-team', 'b-team', 'default']);
    expect(await namesOf(environment, 'name=team&status=1')).toEqual(['b-team']);
    expect(await namesOf(environment, 'type=poc')).toEqual(['a-team']);
    expect(await namesOf(environment, 'sort_key=name&sort_dir=asc&offset=1&limit=1')).toEqual(['b-team']);
  });

  it.each([
    ['no name', {}, 400, 'EPS.0007'],
    ['a name with a blank', { name: 'a b' }, 400, 'EPS.0007'],
    ['a form of default', { name: 'DEFAULT' }, 400, 'EPS.0007'],
    ['a description of 513 characters', { name: 'a', description: 'd'.repeat(513) }, 400, 'EPS.0008'],
    ['a name that is taken', { name: 'taken' }, 409, 'EPS.0010'],
  ])('is rejected with %s', async (_what, body, status, code) => {
    const environment = await openEnvironment();
    await make(environment, 'taken');
    expect(nestedProblem(await environment.call('POST', PROJECTS, body))).toEqual([status, code]);
  });
});

describe('a move to another enterprise project', () => {
  it('shows in the topic and the list of resources', async () => {
    const environment = await openEnvironment();
    const { id: target } = await make(environment, 'team');
    await environment.call('POST', TOPICS, { name: 't' });
    const [topicId] = await idsIn(environment, '0');
    const moved = await move(environment, target, 'smn_topic', topicId ?? '');
    expect([moved.status, moved.text]).toEqual([204, '']);
    expect((await environment.call('GET', TOPICS)).text).toContain(`"enterprise_project_id":"${target}"`);
    expect([await idsIn(environment, '0'), await idsIn(environment, target)]).toEqual([[], [topicId]]);
    expect(await idsIn(environment, target, { offset: 1 })).toEqual([]);
    expect(await idsIn(environment, target, { matches: [{ key: 'resource_name', value: 'x' }] })).toEqual([]);
    await environment.call('POST', `${PROJECTS}/${target}/action`, { action: 'disable' });
    expect(nestedProblem(await environment.call('DELETE', `${PROJECTS}/${target}`))).toEqual([400, 'EPS.0002']);
  });

  it.each([{ region_id: 'nowhere-1' }, { associated: true }])('is the same with %j', async (field) => {
    const environment = await openEnvironment();
    await environment.call('POST', TOPICS, { name: 't' });
    const { id: target } = await make(environment, 'team');
    const [resource_id] = await idsIn(environment, '0');
    const body = { resource_id, resource_type: 'smn_topic', project_id: PROJECT, ...field };
    expect((await environment.call('POST', `${PROJECTS}/${target}/resources-migrate`, body)).status).toBe(204);
    expect([await idsIn(environment, '0'), await idsIn(environment, target)]).toEqual([[], [resource_id]]);
  });

  it('is denied to where nothing is, of what is not there, and of another type', async () => {
    const environment = await openEnvironment({ addresses: [{ door: 'huawei', key: PROJECT }] });
    expect(nestedProblem(await move(environment, 'none', 'csms', 's'))).toEqual([404, 'EPS.0005']);
    expect(nestedProblem(await move(environment, '0', 'csms', 's'))).toEqual([404, 'EPS.0005']);
    expect(nestedProblem(await move(environment, '0', 'ecs', 's'))).toEqual([400, 'EPS.0025']);
    const { id } = await make(environment, 'off');
    await environment.call('POST', `${PROJECTS}/${id}/action`, { action: 'disable' });
    expect(nestedProblem(await move(environment, id, 'csms', 's'))).toEqual([400, 'EPS.0014']);
    const elsewhere = { resource_id: 's', resource_type: 'csms', project_id: OTHER };
    const rejection = await environment.call('POST', `${PROJECTS}/0/resources-migrate`, elsewhere);
    expect(nestedProblem(rejection)).toEqual([403, 'EPS.0004']);
  });
});
