import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { SECRETS, type Environment, openEnvironment, problem } from './environment.ts';

const PARAMETER = [400, 'CSMS.0002'];
const BODY = [400, 'CSMS.0004'];

async function withSecrets(environment: Environment, ...secrets: object[]): Promise<Environment> {
  for (const secret of secrets)
    expect((await environment.call('POST', SECRETS, { secret_string: 'v', ...secret })).status).toBe(200);
  return environment;
}

async function names(environment: Environment): Promise<string[]> {
  return (await environment.call('GET', SECRETS)).json.secrets.map(({ name }) => name);
}

describe('CreateSecretStage', () => {
  const STAGES = `${SECRETS}/demo/stages`;

  it('makes a stage, and moves one that is there', async () => {
    const environment = await withSecrets(await openEnvironment(), { name: 'demo' });
    const made = await environment.call('POST', STAGES, { name: 'mine', version_id: 'v1' });
    expect([made.status, made.json]).toEqual([
      200,
      { stage: { name: 'mine', update_time: START, secret_name: 'demo', version_id: 'v1' } },
    ]);
    await environment.call('POST', `${SECRETS}/demo/versions`, { secret_string: 'two' });
    expect((await environment.call('POST', STAGES, { name: 'mine', version_id: 'v2' })).json.stage.version_id).toBe(
      'v2',
    );
    expect((await environment.call('GET', `${STAGES}/mine`)).json.stage.version_id).toBe('v2');
  });

  it('is rejected in the order of the checks', async () => {
    const environment = await withSecrets(await openEnvironment(), { name: 'demo' });
    const ask = async (body: unknown, name = 'demo') =>
      problem(await environment.call('POST', `${SECRETS}/${name}/stages`, body));
    expect(await ask(undefined, 'nope')).toEqual(BODY);
    expect(await ask({ name: 1, version_id: 'v1' })).toEqual(BODY);
    for (const body of [
      {},
      { name: 'mine' },
      { version_id: 'v1' },
      { name: '', version_id: 'v1' },
      { name: 'a.b', version_id: 'v1' },
      { name: 'x'.repeat(65), version_id: 'v1' },
    ]) {
      expect(await ask(body, 'nope')).toEqual(PARAMETER);
    }
    expect(await ask({ name: 'mine', version_id: 'v1' }, 'nope')).toEqual([404, 'CSMS.0106']);
    expect(await ask({ name: 'mine', version_id: 'v2' })).toEqual([404, 'CSMS.0005']);
    expect(await ask({ name: 'mine', version_id: 'x' })).toEqual(PARAMETER);
    for (let at = 1; at < 12; at += 1)
      expect(await ask({ name: `s${at}`, version_id: 'v1' })).toEqual([200, undefined]);
    expect(await ask({ name: 's12', version_id: 'v1' })).toEqual([400, 'CSMS.0203']);
    await environment.call('POST', `${SECRETS}/demo/scheduled-deleted-tasks/create`, {});
    expect(await ask({ name: 's12', version_id: 'v1' })).toEqual([400, 'CSMS.0103']);
  });
});

describe('BatchShowSecretVersion', () => {
  const TARGET = `${SECRETS}/batch-get-secret-value`;

  async function read(environment: Environment, body?: unknown) {
    const { status, json } = await environment.call('POST', TARGET, body);
    return [
      status,
      json.total_count,
      json.versions.map(
        ({ version_metadata: { secret_name: name, id }, secret_string: text }) => `${name}/${id}=${text}`,
      ),
    ];
  }

  it('reads what SYSCURRENT is on', async () => {
    const environment = await withSecrets(await openEnvironment(), { name: 'a', secret_string: 'one' }, { name: 'b' });
    await environment.call('POST', `${SECRETS}/a/versions`, { secret_string: 'two' });
    await environment.call('POST', `${SECRETS}/a/versions`, { secret_string: 'three', version_stages: ['mine'] });
    const { json } = await environment.call('POST', TARGET, { secret_name_list: ['a'] });
    expect(json).toEqual({
      total_count: 1,
      versions: [(await environment.call('GET', `${SECRETS}/a/versions/v2`)).json.version],
    });
    expect(await read(environment, { secret_name_list: ['b', 'a', 'b'] })).toEqual([200, 2, ['b/v1=v', 'a/v2=two']]);
  });

  it('reads all that can be read', async () => {
    const environment = await withSecrets(await openEnvironment(), { name: 'b' }, { name: 'a' }, { name: 'c' });
    await environment.call('POST', `${SECRETS}/b/scheduled-deleted-tasks/create`, {});
    expect(await read(environment)).toEqual([200, 2, ['a/v1=v', 'c/v1=v']]);
    expect(await read(environment, {})).toEqual([200, 2, ['a/v1=v', 'c/v1=v']]);
    expect(await read(environment, { secret_name_list: ['none', 'c', 'b'] })).toEqual([200, 1, ['c/v1=v']]);
    expect(await read(environment, { secret_name_list: [] })).toEqual([200, 0, []]);
  });

  it('is rejected for a body of another form, and by a fault', async () => {
    const environment = await openEnvironment();
    expect(problem(await environment.call('POST', TARGET, { secret_name_list: 'a' }))).toEqual(BODY);
    expect(problem(await environment.call('POST', TARGET, { secret_name_list: [1] }))).toEqual(BODY);
    environment.services.secrets.findByName = async () => {
      throw new Error('the disk is gone');
    };
    expect(problem(await environment.call('POST', TARGET, { secret_name_list: ['a'] }))).toEqual([500, 'CSMS.0001']);
  });
});

describe('BatchImportSecrets', () => {
  const TARGET = `${SECRETS}/batch-import`;

  it('makes what can be made, and says why of the rest', async () => {
    const environment = await withSecrets(await openEnvironment({ settings: { secret_quota: 3 } }), { name: 'there' });
    const answer = await environment.call('POST', TARGET, {
      secrets: [
        { name: 'a', secret_string: '1', description: 'd', secret_type: null },
        { name: 'there', secret_string: '1' },
        { name: 'b', secret_string: '1', secret_binary: '1' },
        { name: 'c', secret_string: 1 },
        { secret_string: '1' },
        { name: 'd/e', secret_string: '1' },
        { name: 'f', secret_string: '1', kms_key_id: 'none' },
        { name: 'g', secret_binary: '1' },
        { name: 'h', secret_string: '1' },
      ],
    });
    const [body, parameter] = ['The requested body format is wrong.', 'The value of parameter is invalid.'];
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        total: 9,
        success: 2,
        failed: 7,
        error_list: [
          { name: 'there', error_msg: 'The secret name already exists.' },
          { name: 'b', error_msg: parameter },
          { name: 'c', error_msg: body },
          { name: '', error_msg: parameter },
          { name: 'd/e', error_msg: parameter },
          { name: 'f', error_msg: 'Can not get the protected secret value using the provided KMS key.' },
          { name: 'h', error_msg: 'The number of secret has reached the upper limit.' },
        ],
      },
    ]);
    expect(await names(environment)).toEqual(['a', 'g', 'there']);
    expect((await environment.call('GET', `${SECRETS}/a`)).json.secret.description).toBe('d');
  });

  it('has an empty list of errors where there are none', async () => {
    expect((await (await openEnvironment()).call('POST', TARGET, { secrets: [] })).json).toEqual({
      total: 0,
      success: 0,
      failed: 0,
      error_list: [],
    });
  });

  it('keeps to strict names', async () => {
    const environment = await openEnvironment({ settings: { strict_names: true } });
    expect(
      (await environment.call('POST', TARGET, { secrets: [{ name: 'a.b', secret_string: '1' }] })).json,
    ).toMatchObject({
      failed: 1,
    });
  });

  it.each<readonly [unknown, readonly unknown[]]>([
    [undefined, BODY],
    [[], BODY],
    [{}, PARAMETER],
    [{ secrets: {} }, BODY],
    [{ secrets: ['a'] }, BODY],
    [{ secrets: null }, PARAMETER],
  ])('is rejected for %j', async (body, expected) => {
    expect(problem(await (await openEnvironment()).call('POST', TARGET, body))).toEqual(expected);
  });

  it('ends in a fault where one item meets a fault', async () => {
    const environment = await openEnvironment();
    environment.services.secrets.insert = async () => {
      throw new Error('the disk is gone');
    };
    expect(problem(await environment.call('POST', TARGET, { secrets: [{ name: 'a', secret_string: '1' }] }))).toEqual([
      500,
      'CSMS.0001',
    ]);
    expect(environment.outcomes[0]?.internalError).toMatchObject({ message: 'the disk is gone' });
  });
});

describe('BatchDeleteSecrets', () => {
  const TARGET = `${SECRETS}/batch-delete`;
  const rds = (name: string, config: object, type = 'RDS-FG') => ({
    name,
    secret_type: type,
    rotation_config: JSON.stringify(config),
  });

  async function stocked(): Promise<Environment> {
    return withSecrets(
      await openEnvironment(),
      rds('one', { InstanceId: 'i1', SecretSubType: 'SingleUser' }),
      rds('two', { rds_instance_id: 'i1' }),
      rds('three', { InstanceId: 'i2' }),
      rds('four', { InstanceId: 'i1' }, 'GaussDB-FG'),
      { name: 'five' },
      { name: 'six', secret_type: 'RDS-FG', rotation_config: 'no json' },
    );
  }

  it.each<readonly [object, readonly string[]]>([
    [{ instance_id: 'i1' }, ['four', 'one', 'two']],
    [{ instance_id: 'i1', instance_type: 'RDS' }, ['one', 'two']],
    [{ instance_type: 'RDS' }, ['one', 'six', 'three', 'two']],
    [{ instance_type: 'TaurusDB' }, ['four']],
    [{ instance_type: 'GaussDB' }, []],
    [{ instance_type: 'APIG', instance_id: 'i1' }, []],
    [{ instance_id: 'none' }, []],
  ])('deletes what fits %j', async (body, deleted) => {
    const environment = await stocked();
    const before = await names(environment);
    const answer = await environment.call('POST', TARGET, body);
    expect([answer.status, answer.json]).toEqual([
      200,
      { total: deleted.length, success_secrets: deleted, failed_secrets: [] },
    ]);
    expect(await names(environment)).toEqual(before.filter((name) => !deleted.includes(name)));
  });

  it('says which were not deleted, and why', async () => {
    const environment = await stocked();
    const { secrets } = environment.services;
    const findById = secrets.findById.bind(secrets);
    const {
      json: { secret },
    } = await environment.call('GET', `${SECRETS}/one`);
    secrets.findById = async (vault, id) => (id === secret.id ? null : findById(vault, id));
    expect((await environment.call('POST', TARGET, { instance_id: 'i1', instance_type: 'RDS' })).json).toEqual({
      total: 2,
      success_secrets: ['two'],
      failed_secrets: [{ secret_name: 'one', error_msg: 'The secret name not found int the db.' }],
    });
  });

  it.each<readonly [unknown, readonly unknown[]]>([
    [undefined, BODY],
    [{}, PARAMETER],
    [{ instance_id: null }, PARAMETER],
    [{ instance_id: '' }, PARAMETER],
    [{ instance_type: 'MySQL' }, PARAMETER],
    [{ instance_id: 1 }, BODY],
  ])('is rejected for %j', async (body, expected) => {
    const environment = await stocked();
    expect(problem(await environment.call('POST', TARGET, body))).toEqual(expected);
    expect(await names(environment)).toHaveLength(6);
  });
});
