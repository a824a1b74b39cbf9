import { type Ask, type Scenario, del, get, post, put } from '../../huawei-platform/test/support/scenario.ts';
import { PROJECT, SECRETS } from './environment.ts';

const CSMS = `/v1/${PROJECT}/csms`;
const USER = 'd7a60a000000000000000000000000e0';

const secret = (name: string, more: object = {}): Ask =>
  post(SECRETS, { name, secret_string: `value of ${name}`, ...more });
const rds = (name: string, instance = 'i1'): Ask =>
  secret(name, {
    secret_type: 'RDS-FG',
    rotation_config: JSON.stringify({ InstanceId: instance, SecretSubType: 'SingleUser' }),
  });
const schedule = (name: string, days = 7): Ask =>
  post(`${SECRETS}/${name}/scheduled-deleted-tasks/create`, { recovery_window_in_days: days });
const version = (name: string, more: object = {}): Ask =>
  post(`${SECRETS}/${name}/versions`, { secret_string: 'another value', ...more });
const stage = (name: string, to: string): Ask => put(`${SECRETS}/demo/stages/${name}`, { version_id: to });
const tags = (name: string, action: string, ...keys: string[]): Ask =>
  post(`${CSMS}/<id:${name}>/tags/action`, { action, tags: keys.map((key) => ({ key, value: `${key} of ${name}` })) });
const event = (name: string, more: object = {}): Ask =>
  post(`${CSMS}/events`, {
    name,
    event_types: ['SECRET_VERSION_CREATED'],
    state: 'ENABLED',
    notification: { target_type: 'SMN', target_id: 'urn:smn:cn-north-4:p:topic', target_name: 'topic' },
    ...more,
  });
const grant = (target: string, more: object = {}): object => ({
  resource_id: '<id:demo>',
  type: 'SECRET',
  grantee_type: '0',
  grantee_target_id: target,
  ...more,
});
const demo = [secret('demo')];
const demoTwice = [secret('demo'), version('demo')];
const both = [secret('a'), secret('b')];

/** Every operation of CSMS, called twice. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  CreateSecret: { first: secret('a'), second: secret('b', { description: 'told' }) },
  ListSecrets: { given: both, first: get(`${SECRETS}?limit=1`), second: get(`${SECRETS}?limit=1&marker=a`) },
  ShowSecret: { given: both, first: get(`${SECRETS}/a`), second: get(`${SECRETS}/b`) },
  UpdateSecret: {
    given: demo,
    first: put(`${SECRETS}/demo`, { description: 'one' }),
    second: put(`${SECRETS}/demo`, { description: 'two' }),
  },
  DeleteSecret: { given: both, first: del(`${SECRETS}/a`), second: del(`${SECRETS}/b`), observe: get(SECRETS) },
  DeleteSecretForSchedule: { given: both, first: schedule('a'), second: schedule('b', 30) },
  RestoreSecret: {
    given: [...both, schedule('a'), schedule('b')],
    first: post(`${SECRETS}/a/scheduled-deleted-tasks/cancel`),
    second: post(`${SECRETS}/b/scheduled-deleted-tasks/cancel`),
  },
  DownloadSecretBlob: {
    given: [...both, version('b')],
    first: post(`${SECRETS}/a/backup`),
    second: post(`${SECRETS}/b/backup`),
  },
  UploadSecretBlob: {
    given: [
      ...both,
      post(`${SECRETS}/a/backup`),
      post(`${SECRETS}/b/backup`),
      del(`${SECRETS}/a`),
      del(`${SECRETS}/b`),
    ],
    first: post(`${SECRETS}/restore`, { secret_blob: '<blob:a>' }),
    second: post(`${SECRETS}/restore`, { secret_blob: '<blob:b>' }),
  },
  RotateSecret: {
    given: [rds('a'), rds('b')],
    first: post(`${SECRETS}/a/rotate`),
    second: post(`${SECRETS}/b/rotate`),
  },
  BatchImportSecrets: {
    first: post(`${SECRETS}/batch-import`, { secrets: [{ name: 'a', secret_string: '1' }] }),
    second: post(`${SECRETS}/batch-import`, {
      secrets: [
        { name: 'a', secret_string: '1' },
        { name: 'b', secret_string: '1' },
      ],
    }),
  },
  CreateSecretVersion: {
    given: demo,
    first: version('demo'),
    second: version('demo', { version_stages: ['mine'], expire_time: 1_999_999_999_000 }),
  },
  ListSecretVersions: {
    given: demoTwice,
    first: get(`${SECRETS}/demo/versions?limit=1`),
    second: get(`${SECRETS}/demo/versions?limit=1&marker=v1`),
  },
  ShowSecretVersion: {
    given: demoTwice,
    first: get(`${SECRETS}/demo/versions/v1`),
    second: get(`${SECRETS}/demo/versions/latest`),
  },
  UpdateVersion: {
    given: demo,
    first: put(`${SECRETS}/demo/versions/v1`, { expire_time: 1_999_999_999_000 }),
    second: put(`${SECRETS}/demo/versions/v1`, { expire_time: 2_000_000_000_000 }),
  },
  ShowSecretStage: {
    given: demoTwice,
    first: get(`${SECRETS}/demo/stages/SYSCURRENT`),
    second: get(`${SECRETS}/demo/stages/SYSPREVIOUS`),
  },
  UpdateSecretStage: { given: demoTwice, first: stage('mine', 'v1'), second: stage('mine', 'v2') },
  DeleteSecretStage: {
    given: [...demoTwice, stage('mine', 'v1'), stage('other', 'v1')],
    first: del(`${SECRETS}/demo/stages/mine`),
    second: del(`${SECRETS}/demo/stages/other`),
    observe: get(`${SECRETS}/demo/versions`),
  },
  BatchCreateOrDeleteTags: {
    given: demo,
    first: tags('demo', 'create', 'k1', 'k2'),
    second: tags('demo', 'delete', 'k1'),
    observe: get(`${CSMS}/<id:demo>/tags`),
  },
  CreateSecretTag: {
    given: demo,
    observe: get(`${CSMS}/<id:demo>/tags`),
    first: post(`${CSMS}/<id:demo>/tags`, { tag: { key: 'k', value: 'one' } }),
    second: post(`${CSMS}/<id:demo>/tags`, { tag: { key: 'k', value: 'two' } }),
  },
  DeleteSecretTag: {
    given: [...demo, tags('demo', 'create', 'k1', 'k2')],
    first: del(`${CSMS}/<id:demo>/tags/k1`),
    second: del(`${CSMS}/<id:demo>/tags/k2`),
    observe: get(`${CSMS}/<id:demo>/tags`),
  },
  ListSecretTags: {
    given: [...both, tags('a', 'create', 'k')],
    first: get(`${CSMS}/<id:a>/tags`),
    second: get(`${CSMS}/<id:b>/tags`),
  },
  ListProjectSecretsTags: {
    given: [...both, tags('a', 'create', 'k')],
    first: get(`${CSMS}/tags`),
    between: [tags('b', 'create', 'k')],
    second: get(`${CSMS}/tags`),
  },
  ListResourceInstances: {
    given: [...both, tags('a', 'create', 'k')],
    first: post(`${CSMS}/resource_instances/action`, { action: 'filter', tags: [{ key: 'k' }] }),
    second: post(`${CSMS}/resource_instances/action`, { action: 'count' }),
  },
  CreateSecretEvent: { first: event('one'), second: event('two', { state: 'DISABLED' }) },
  ListSecretEvents: {
    given: [event('one'), event('two')],
    first: get(`${CSMS}/events?limit=1`),
    second: get(`${CSMS}/events?limit=1&marker=one`),
  },
  ShowSecretEvent: {
    given: [event('one'), event('two')],
    first: get(`${CSMS}/events/one`),
    second: get(`${CSMS}/events/two`),
  },
  UpdateSecretEvent: {
    given: [event('one')],
    first: put(`${CSMS}/events/one`, { state: 'DISABLED' }),
    second: put(`${CSMS}/events/one`, { state: 'ENABLED' }),
  },
  DeleteSecretEvent: {
    given: [event('one'), event('two')],
    first: del(`${CSMS}/events/one`),
    second: del(`${CSMS}/events/two`),
    observe: get(`${CSMS}/events`),
  },
  ListNotificationRecords: {
    given: [event('one'), secret('demo', { event_subscriptions: ['one'] })],
    first: get(`${CSMS}/notification-records`),
    between: [version('demo')],
    second: get(`${CSMS}/notification-records`),
  },
  ListSecretTask: {
    given: [rds('a'), rds('b'), post(`${SECRETS}/a/rotate`), post(`${SECRETS}/b/rotate`)],
    first: get(`${CSMS}/tasks?secret_name=a`),
    second: get(`${CSMS}/tasks?secret_name=b`),
  },
  CreateAgency: {
    first: post('/v1/csms/agencies', { secret_type: 'RDS-FG' }),
    second: post('/v1/csms/agencies', { secret_type: 'GaussDB-FG' }),
  },
  ShowAgency: {
    first: get('/v1/csms/agencies?secret_type=RDS-FG'),
    between: [post('/v1/csms/agencies', { secret_type: 'RDS-FG' })],
    second: get('/v1/csms/agencies?secret_type=RDS-FG'),
  },
  ShowSecretFunctionTemplates: {
    first: get('/v1/csms/function-templates?secret_type=RDS-FG&secret_sub_type=SingleUser&engine=postgresql'),
    second: get('/v1/csms/function-templates?secret_type=GaussDB-FG&secret_sub_type=MultiUser'),
  },
  CreateGrants: {
    given: demo,
    first: post(`${CSMS}/grants`, grant(USER)),
    second: post(`${CSMS}/grants`, grant('group', { grantee_type: '2', validity_time: '2026-12-31' })),
  },
  ListGrants: {
    given: [...demo, post(`${CSMS}/grants`, grant(USER)), secret('other')],
    first: get(`${CSMS}/grants?resource_id=<id:demo>`),
    second: get(`${CSMS}/grants?resource_id=<id:other>`),
  },
  UpdateGrant: {
    given: [...demo, post(`${CSMS}/grants`, grant(USER))],
    first: put(`${CSMS}/grants?resource_id=<id:demo>`, grant(USER, { validity_time: '2026-12-31' })),
    second: put(`${CSMS}/grants?resource_id=<id:demo>`, grant(USER)),
  },
  DeleteGrant: {
    given: [...demo, post(`${CSMS}/grants`, grant(USER)), post(`${CSMS}/grants`, grant('u2'))],
    observe: get(`${CSMS}/grants?resource_id=<id:demo>`),
    first: del(`${CSMS}/grants?resource_id=<id:demo>&grantee_user=u2`),
    second: del(`${CSMS}/grants?resource_id=<id:demo>`),
  },
  GenerateRandomPassword: {
    first: post(`${CSMS}/generate-password`, {}),
    second: post(`${CSMS}/generate-password`, { length: 8, exclude_punctuation: true }),
  },
  ListUsers: {
    first: get('/v1/csms/users?offset=0&limit=10'),
    second: get('/v1/csms/users?offset=0&limit=10&user_info=nobody'),
  },
  ShowUserDetail: { first: get(`/v1/csms/users/${USER}`), second: get('/v1/csms/users/id-of-bob') },
  UpdateUserPassword: {
    observe: get(`/v1/csms/users/${USER}`),
    first: post('/v1/csms/users/change-password', { password: 'Another-1', old_password: 'Dragoman-Development-1' }),
    second: post('/v1/csms/users/change-password', { password: 'Another-2', old_password: 'Another-1' }),
  },
  CheckSecrets: {
    first: post(`${SECRETS}/checker/check`, { type: 'COMMON', data: { secret_string: 'password' } }),
    second: post(`${SECRETS}/checker/check`, { type: 'RDS-FG', data: { secret_string: 'Kv3mwpzqh7TnwRxb' } }),
  },
  ShowSecretsConfig: {
    first: get(`${SECRETS}/checker/config`),
    between: [post(`${SECRETS}/checker/config`, { checking_secret_strength: true })],
    second: get(`${SECRETS}/checker/config`),
  },
  UpdateSecretsConfig: {
    first: post(`${SECRETS}/checker/config`, { checking_secret_strength: true }),
    second: post(`${SECRETS}/checker/config`, { checking_secret_strength: false }),
  },
  CreateSecretStage: {
    given: demo,
    first: post(`${SECRETS}/demo/stages`, { name: 'one', version_id: 'v1' }),
    second: post(`${SECRETS}/demo/stages`, { name: 'two', version_id: 'v1' }),
  },
  BatchShowSecretVersion: {
    given: both,
    first: post(`${SECRETS}/batch-get-secret-value`, { secret_name_list: ['a'] }),
    second: post(`${SECRETS}/batch-get-secret-value`, { secret_name_list: ['b', 'a'] }),
  },
  BatchDeleteSecrets: {
    given: [rds('a'), rds('b', 'i2')],
    first: post(`${SECRETS}/batch-delete`, { instance_id: 'i1' }),
    second: post(`${SECRETS}/batch-delete`, { instance_type: 'RDS' }),
  },
  CreateSecretReplica: {
    given: demo,
    first: post(`${SECRETS}/demo/replicas`, { region: 'cn-east-3' }),
    second: post(`${SECRETS}/demo/replicas`, { region: 'cn-east-2', kms_key_id: 'their-key' }),
  },
  DeleteSecretReplica: {
    given: [
      ...demo,
      post(`${SECRETS}/demo/replicas`, { region: 'cn-east-3' }),
      post(`${SECRETS}/demo/replicas`, { region: 'cn-east-2' }),
    ],
    first: del(`${SECRETS}/demo/replicas/cn-east-3`),
    second: del(`${SECRETS}/demo/replicas/cn-east-2`),
    observe: get(`${SECRETS}/demo`),
  },
  ListSupportRegions: {
    given: [get('/v3/projects?name=cn-east-3')],
    first: get(`${CSMS}/replica-regions`),
    second: get('/v1/<project:cn-east-3>/csms/replica-regions'),
  },
};
