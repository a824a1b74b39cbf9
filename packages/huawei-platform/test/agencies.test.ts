import { registerIdentity } from '@dragoman/core';
import { describe, expect, it } from '@jest/globals';

import { huaweiAgency } from '../src/account/agencies.ts';
import { type Answer, type Environment, TOPICS, openEnvironment } from './environment.ts';

const AGENCY = { id: 'a'.repeat(32), name: 'dli', domain: 'team', domainId: 'd'.repeat(32), trusts: 'dragoman' };
const READS_TOPICS = [
  {
    policy: {
      name: 'topics',
      document: { Version: '1.1', Statement: [{ Effect: 'Allow', Action: ['smn:topic:list'] }] },
    },
  },
];

async function withAgency(change: Partial<Parameters<typeof huaweiAgency>[0]> = {}): Promise<Environment> {
  const environment = await openEnvironment();
  await registerIdentity(environment.services, huaweiAgency({ ...AGENCY, grants: READS_TOPICS, ...change }), []);
  return environment;
}

const role = (part: object = {}): object => ({ agency_name: 'dli', domain_name: 'team', ...part });
const byRole = (part: object = {}): object => ({
  auth: { identity: { methods: ['assume_role'], assume_role: role(part) } },
});

async function tokenOf(environment: Environment, part: object = {}): Promise<Answer> {
  return environment.call('POST', '/v3/auth/tokens', byRole(part));
}

async function withToken(environment: Environment, answer: Answer, path: string, method = 'GET'): Promise<Answer> {
  const headers = { host: 'localhost:4600', 'x-auth-token': answer.headers['X-Subject-Token'] ?? '' };
  return environment.send({ method, path, headers, body: '{}' });
}

describe('an agency that somebody stated', () => {
  it('gives whoever assumes it its own rights, in its own domain', async () => {
    const environment = await withAgency();
    const answer = await tokenOf(environment);
    expect(answer.json.token).toMatchObject({
      methods: ['assume_role'],
      user: { id: AGENCY.id, name: 'team/dli', domain: { name: 'team' } },
      assumed_by: { user: { name: 'dragoman', domain: { name: 'dragoman' } } },
    });
    expect((await withToken(environment, answer, TOPICS)).status).toBe(200);
    expect((await withToken(environment, answer, TOPICS, 'POST')).status).toBe(403);
  });

  it('gives a temporary access key the same', async () => {
    const environment = await withAgency();
    const { json } = await environment.call('POST', '/v3.0/OS-CREDENTIAL/securitytokens', byRole());
    const { access } = (json as unknown as { readonly credential: { readonly access: string } }).credential;
    const found = await environment.services.identities.find('access-key', access);
    expect(found?.identity.id).toBe('agency:team/dli');
  });

  it('may do everything where it states no grants', async () => {
    const environment = await withAgency({ grants: null });
    expect((await withToken(environment, await tokenOf(environment), TOPICS, 'GET')).status).toBe(200);
  });

  it('is given to the domain that it trusts alone, by its name or id', async () => {
    const environment = await withAgency({ trusts: 'other' });
    expect((await tokenOf(environment)).json.error).toMatchObject({ code: 403, title: 'Forbidden' });
    expect((await tokenOf(environment, { agency_name: 'none' })).json.error).toMatchObject({ code: 404 });
    const trusted = await withAgency();
    expect((await tokenOf(trusted, { domain_name: undefined, domain_id: AGENCY.domainId })).status).toBe(201);
  });

  it('is assumed only by who may, where rights are stated', async () => {
    const environment = await withAgency();
    const grants = (name: string): { readonly policy: { readonly name: string } }[] => [{ policy: { name } }];
    const keys = { ak: 'ASSUMER0000000000001', sk: 'secret-of-the-assumer' };
    const register = async (name: string): Promise<void> =>
      registerIdentity(
        environment.services,
        { id: 'assumer', name: 'ci', addresses: 'any', attributes: { huawei: { grants: grants(name) } } },
        [{ kind: 'access-key', lookup: keys.ak, secret: keys.sk, expiresAt: null }],
      );
    await register('CSMS FullAccess');
    const rejected = await environment.callAs(keys, 'POST', '/v3/auth/tokens', byRole());
    expect([rejected.status, rejected.json.error]).toMatchObject([403, { code: 403 }]);
    await register('Agent Operator');
    expect((await environment.callAs(keys, 'POST', '/v3/auth/tokens', byRole())).status).toBe(201);
  });

  it('is no user of its domain', async () => {
    const environment = await withAgency({ domain: 'dragoman' });
    expect((await environment.call('GET', '/v3/users')).text).not.toContain('dli');
  });
});
