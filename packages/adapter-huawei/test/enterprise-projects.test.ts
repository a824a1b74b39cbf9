import { expect, it } from '@jest/globals';

import { type Answer, PROJECT, SECRETS, type Environment, openEnvironment } from './environment.ts';

const PROJECTS = '/v1.0/enterprise-projects';

async function newEnterpriseProject(environment: Environment): Promise<string> {
  const { json } = await environment.call('POST', PROJECTS, { name: 'team' });
  return (json as unknown as { readonly enterprise_project: { readonly id: string } }).enterprise_project.id;
}

async function move(environment: Environment, to: string, type: string, id: string): Promise<Answer> {
  const body = { resource_id: id, resource_type: type, region_id: 'cn-north-4', project_id: PROJECT };
  return environment.call('POST', `${PROJECTS}/${to}/resources-migrate`, body);
}

/** The ids of the secrets and keys in an enterprise project. */
async function idsIn(environment: Environment, id: string): Promise<readonly string[]> {
  const body = { limit: 1000, offset: 0, projects: [PROJECT], resource_types: ['csms', 'kms'] };
  const { json } = await environment.call('POST', `${PROJECTS}/${id}/resources/filter`, body);
  return (json.resources ?? []).map((resource) => resource.resource_id);
}

it('shows a secret that moves in the secret, its list and the list of resources', async () => {
  const environment = await openEnvironment();
  const target = await newEnterpriseProject(environment);
  const { secret } = (await environment.call('POST', SECRETS, { name: 's', secret_string: 'v' })).json;
  expect(await idsIn(environment, '0')).toContain(secret.id);
  const moved = await move(environment, target, 'csms', secret.id);
  expect([moved.status, moved.text]).toEqual([204, '']);
  const answered = (await environment.call('GET', `${SECRETS}/s`)).json.secret;
  expect(answered).toMatchObject({ id: secret.id, enterprise_project_id: target });
  expect(await idsIn(environment, '0')).not.toContain(secret.id);
  expect(await idsIn(environment, target)).toEqual([secret.id]);
});

it('shows a key that moves in the key and the list of resources', async () => {
  const environment = await openEnvironment();
  const target = await newEnterpriseProject(environment);
  const created = await environment.call('POST', `/v1.0/${PROJECT}/kms/create-key`, { key_alias: 'k' });
  const { key_id: keyId } = (created.json as unknown as { readonly key_info: { readonly key_id: string } }).key_info;
  expect((await move(environment, target, 'kms', keyId)).status).toBe(204);
  const key = await environment.call('POST', `/v1.0/${PROJECT}/kms/describe-key`, { key_id: keyId });
  expect(key.text).toContain(`"sys_enterprise_project_id":"${target}"`);
  expect(await idsIn(environment, target)).toEqual([keyId]);
});
