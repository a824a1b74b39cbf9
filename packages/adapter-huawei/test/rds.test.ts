import { describe, expect, it } from '@jest/globals';

import { START } from '../../huawei-platform/test/support/memory-services.ts';
import { type Environment, SECRETS, openEnvironment, problem } from './environment.ts';

const DAY = 86_400_000;
const PARAMETER = [400, 'CSMS.0002'];
const VALUE = '{"users":[{"name":"root","password":"first"}]}';
const QUOTED = "{'users':[{'name':'root','password':'first'}]}";
const CONFIG = { rds_instance_id: '63616bceef2c45409575d762a498318bin01', Secret_sub_type: 'SingleUser' };
const SHOWN = '{"RDSInstanceId":"63616bceef2c45409575d762a498318bin01","SecretSubType":"SingleUser"}';

interface Row {
  readonly secret_type: string;
  readonly rotation_config: string;
}

const rds = (more: object = {}) => ({
  name: 'demo',
  secret_type: 'RDS',
  secret_string: VALUE,
  rotation_config: JSON.stringify(CONFIG),
  ...more,
});

async function created(more: object = {}): Promise<Environment> {
  const environment = await openEnvironment();
  const { status, text } = await environment.call('POST', SECRETS, rds(more));
  if (status !== 200) throw new Error(text);
  return environment;
}

async function answered(environment: Environment, path = 'demo'): Promise<Row> {
  return (await environment.call('GET', `${SECRETS}/${path}`)).json.secret as unknown as Row;
}

async function valueOf(environment: Environment, version: string): Promise<string | undefined> {
  return (await environment.call('GET', `${SECRETS}/demo/versions/${version}`)).json.version.secret_string;
}

describe('a secret of the type RDS', () => {
  it('is made, shown and listed with the configuration under the names of the answer', async () => {
    const environment = await created({ auto_rotation: true, rotation_period: '1d', event_subscriptions: ['e'] });
    const row = { secret_type: 'RDS', rotation_config: SHOWN, auto_rotation: true, next_rotation_time: START + DAY };
    expect(await answered(environment)).toMatchObject(row);
    expect((await environment.call('GET', SECRETS)).json.secrets).toEqual([expect.objectContaining(row)]);
    expect(await valueOf(environment, 'latest')).toBe(VALUE);
  });

  it.each([
    ['the value in single quotes', { secret_string: QUOTED }],
    ['a binary value that holds it', { secret_string: undefined, secret_binary: btoa(VALUE) }],
    ['a binary value that holds it in single quotes', { secret_string: undefined, secret_binary: btoa(QUOTED) }],
    ['two accounts', { secret_string: '{"users":[{"name":"a","password":"1"},{"name":"b","password":"2"}]}' }],
    ['the configuration in single quotes', { rotation_config: JSON.stringify(CONFIG).replaceAll('"', "'") }],
    ['the configuration as it is shown', { rotation_config: SHOWN }],
    ['a period of 6 hours in minutes', { auto_rotation: true, rotation_period: '360m' }],
    ['a period of 365 days in seconds', { auto_rotation: true, rotation_period: '31536000s' }],
  ])('takes %s', async (_what, more) => {
    expect(await answered(await created(more))).toMatchObject({ secret_type: 'RDS', rotation_config: SHOWN });
  });

  it('keeps the very text of its value', async () => {
    expect(await valueOf(await created({ secret_string: QUOTED }), 'v1')).toBe(QUOTED);
  });

  it.each<readonly [string, object]>([
    ['no configuration', { rotation_config: undefined }],
    ['a configuration that is no JSON', { rotation_config: 'instance' }],
    ['a configuration that is a list', { rotation_config: '[]' }],
    ['a configuration without an instance', { rotation_config: '{"Secret_sub_type":"SingleUser"}' }],
    ['a configuration without a type', { rotation_config: '{"rds_instance_id":"i"}' }],
    ['an instance that is empty', { rotation_config: JSON.stringify({ ...CONFIG, rds_instance_id: '' }) }],
    ['another type', { rotation_config: JSON.stringify({ ...CONFIG, Secret_sub_type: 'ThreeUser' }) }],
    ['the configuration of functions', { rotation_config: '{"InstanceId":"i","SecretSubType":"SingleUser"}' }],
    ['a longer one than 1024', { rotation_config: JSON.stringify({ ...CONFIG, rds_instance_id: 'i'.repeat(1024) }) }],
    ['a value that is no JSON', { secret_string: 'plain-value' }],
    ['a value without users', { secret_string: '{"name":"root","password":"p"}' }],
    ['a value with no user', { secret_string: '{"users":[]}' }],
    ['a user without a password', { secret_string: '{"users":[{"name":"root"}]}' }],
    ['a user whose name is no text', { secret_string: '{"users":[{"name":1,"password":"p"}]}' }],
    ['a binary value of another shape', { secret_string: undefined, secret_binary: btoa('{}') }],
    ['automatic rotation without a period', { auto_rotation: true }],
    ['a period below 6 hours', { auto_rotation: true, rotation_period: '359m' }],
    ['an unknown type', { secret_type: 'rds' }],
  ])('is rejected with %s, and nothing is stored', async (_what, more) => {
    const environment = await openEnvironment();
    expect(problem(await environment.call('POST', SECRETS, rds(more)))).toEqual(PARAMETER);
    const imported = await environment.call('POST', `${SECRETS}/batch-import`, { secrets: [rds(more)] });
    expect(imported.json).toMatchObject({ success: 0, failed: 1 });
    expect((await environment.call('GET', SECRETS)).json.secrets).toEqual([]);
  });

  it('takes no later value of another shape', async () => {
    const environment = await created();
    const put = async (secret_string: string) =>
      environment.call('POST', `${SECRETS}/demo/versions`, { secret_string });
    expect(problem(await put('plain-value'))).toEqual(PARAMETER);
    expect((await put(QUOTED)).json.version_metadata).toMatchObject({ id: 'v2', version_stages: ['SYSCURRENT'] });
  });

  it('is imported, exported, restored and deleted by its instance', async () => {
    const environment = await created();
    const { secret_blob } = (await environment.call('POST', `${SECRETS}/demo/backup`)).json;
    const deleted = { total: 1, success_secrets: ['demo'], failed_secrets: [] };
    const wanted = { instance_id: CONFIG.rds_instance_id, instance_type: 'RDS' };
    expect((await environment.call('POST', `${SECRETS}/batch-delete`, wanted)).json).toEqual(deleted);
    await environment.call('POST', `${SECRETS}/restore`, { secret_blob });
    expect(await answered(environment)).toMatchObject({ secret_type: 'RDS', rotation_config: SHOWN });
    const imported = { secrets: [rds({ name: 'imported', secret_string: QUOTED })] };
    expect((await environment.call('POST', `${SECRETS}/batch-import`, imported)).json).toMatchObject({ success: 1 });
    expect(await answered(environment, 'imported')).toMatchObject({ secret_type: 'RDS', rotation_config: SHOWN });
  });

  it('rotates by hand and by time', async () => {
    const environment = await created({ auto_rotation: true, rotation_period: '1d' });
    expect((await environment.call('POST', `${SECRETS}/demo/rotate`)).json).toMatchObject({ version_id: 'v2' });
    await environment.runDue();
    expect(await valueOf(environment, 'v2')).toBe('rotated 1');
    environment.services.advance(DAY);
    await environment.runDue();
    const { json } = await environment.call('GET', `${SECRETS}/demo/versions`);
    expect(json.version_metadatas.map(({ id, version_stages: stages }) => [id, stages])).toEqual([
      ['v1', []],
      ['v2', ['SYSPREVIOUS']],
      ['v3', ['SYSCURRENT']],
    ]);
    expect(environment.services.rotationTarget.steps[0]?.request.accounts).toBe('one');
  });

  it('has two accounts take turns where it is of two users', async () => {
    const environment = await created({ rotation_config: JSON.stringify({ ...CONFIG, Secret_sub_type: 'MultiUser' }) });
    await environment.call('POST', `${SECRETS}/demo/rotate`);
    await environment.runDue();
    expect(environment.services.rotationTarget.steps[0]?.request.accounts).toBe('two');
  });
});
