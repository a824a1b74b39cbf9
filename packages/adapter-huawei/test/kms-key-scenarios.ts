import { KMS } from './kms.ts';
import { type Ask, type Scenario, del, get, post } from '../../huawei-platform/test/support/scenario.ts';
import { PROJECT } from './environment.ts';

/** The development user. */
const CALLER = 'd7a60a000000000000000000000000e0';
const GRANTEE = '13gg44z4g2sglzk0egw0u726zoyzvrs8';
const HERE = { host: 'localhost:4600' };
const ELSEWHERE = { host: 'kms.cn-east-3.myhuaweicloud.com' };

const kms = (name: string, body: object = {}): Ask => post(`${KMS}/${name}`, body);
const key = (alias: string, more: object = {}): Ask => ({
  ...kms('create-key', { key_alias: alias, ...more }),
  as: alias,
});
const ofKey = (name: string, alias: string, more: object = {}): Ask =>
  kms(name, { key_id: `<key_id:${alias}>`, ...more });
const alias = (name: string, of: string): Ask =>
  post(`${KMS}/aliases`, { key_id: `<key_id:${of}>`, alias: `alias/${name}` });
const noAlias = (name: string): Ask => ({
  ...del(`${KMS}/aliases`),
  body: { key_id: '<key_id:demo>', aliases: [`alias/${name}`] },
});
const grant = (of: string, name: string, more: object = {}): Ask => ({
  ...ofKey('create-grant', of, { name, grantee_principal: GRANTEE, operations: ['describe-key'], ...more }),
  as: name,
});
const setTags = (of: string, action: string, ...keys: string[]): Ask =>
  post(`${KMS}/<key_id:${of}>/tags/action`, {
    action,
    tags: keys.map((name) => ({ key: name, value: `${name} of ${of}` })),
  });
const list = kms('list-keys', { key_spec: 'ALL' });
const describe = (of: string): Ask => ofKey('describe-key', of);
const status = (of: string): Ask => ofKey('get-key-rotation-status', of);
const aliases = get(`${KMS}/aliases`);
const grants = ofKey('list-grants', 'demo');
const tags = get(`${KMS}/<key_id:demo>/tags`);
const demo = [key('demo')];
const both = [key('a'), key('b')];
const rotating = [...both, ofKey('enable-key-rotation', 'a'), ofKey('enable-key-rotation', 'b')];
const granted = [...demo, grant('demo', 'one'), grant('demo', 'two')];
const external = [key('a', { origin: 'external' }), key('b', { origin: 'external' })];
const parameters = (of: string, algorithm = 'RSAES_OAEP_SHA_256'): Ask =>
  ofKey('get-parameters-for-import', of, { wrapping_algorithm: algorithm });
const imported = (of: string, more: object = {}): Ask =>
  ofKey('import-key-material', of, { import_token: '<import_token>', encrypted_key_material: '<material>', ...more });

/** The operations on keys and what hangs on them: states, names, rotation, material, grants and tags. */
export const keyScenarios: Readonly<Record<string, Scenario>> = {
  CreateKey: {
    first: kms('create-key', { key_alias: 'a' }),
    observe: list,
    second: kms('create-key', {
      key_alias: 'b',
      key_spec: 'EC_P256',
      key_description: 'told',
      enterprise_project_id: 'project',
      origin: 'kms',
    }),
  },
  EnableKey: {
    given: [...both, ofKey('disable-key', 'a'), ofKey('disable-key', 'b')],
    first: ofKey('enable-key', 'a'),
    second: ofKey('enable-key', 'b'),
    observe: list,
  },
  DisableKey: { given: both, first: ofKey('disable-key', 'a'), second: ofKey('disable-key', 'b'), observe: list },
  DeleteKey: {
    given: both,
    observe: list,
    first: ofKey('schedule-key-deletion', 'a', { pending_days: '7' }),
    second: ofKey('schedule-key-deletion', 'b', { pending_days: '1096' }),
  },
  CancelKeyDeletion: {
    given: [
      ...both,
      ofKey('schedule-key-deletion', 'a', { pending_days: '7' }),
      ofKey('schedule-key-deletion', 'b', { pending_days: '8' }),
    ],
    first: ofKey('cancel-key-deletion', 'a'),
    second: ofKey('cancel-key-deletion', 'b'),
    observe: list,
  },
  UpdateKeyAlias: {
    given: demo,
    first: ofKey('update-key-alias', 'demo', { key_alias: 'one' }),
    second: ofKey('update-key-alias', 'demo', { key_alias: 'two' }),
    observe: describe('demo'),
  },
  UpdateKeyDescription: {
    given: demo,
    observe: describe('demo'),
    first: ofKey('update-key-description', 'demo', { key_description: 'one' }),
    second: ofKey('update-key-description', 'demo', { key_description: 'two' }),
  },
  ListKeys: {
    given: both,
    first: kms('list-keys', { limit: '1' }),
    second: kms('list-keys', { limit: '1', marker: '1' }),
  },
  ListKeyDetail: {
    given: [key('a'), key('b', { key_spec: 'RSA_2048', key_description: 'told' })],
    first: describe('a'),
    second: describe('b'),
  },
  ShowUserInstances: {
    given: demo,
    first: get(`${KMS}/user-instances`),
    between: [key('other')],
    second: get(`${KMS}/user-instances`),
  },
  ShowUserQuotas: {
    given: demo,
    first: get(`${KMS}/user-quotas`),
    between: [key('other'), grant('demo', 'one')],
    second: get(`${KMS}/user-quotas`),
  },
  CreateAlias: {
    given: both,
    first: alias('one', 'a'),
    second: alias('two', 'b'),
    observe: get(`${KMS}/aliases?key_id=<key_id:b>`),
  },
  DeleteAlias: {
    given: [...demo, alias('one', 'demo'), alias('two', 'demo')],
    first: noAlias('one'),
    second: noAlias('two'),
    observe: aliases,
  },
  ListAliases: {
    given: [...demo, alias('one', 'demo'), alias('two', 'demo')],
    first: get(`${KMS}/aliases?limit=1`),
    second: get(`${KMS}/aliases?limit=1&marker=alias%2Fone`),
  },
  AssociateAlias: {
    given: [...both, alias('one', 'a'), alias('two', 'a')],
    observe: get(`${KMS}/aliases?key_id=<key_id:b>`),
    first: kms('alias/associate', { alias: 'alias/one', target_key_id: '<key_id:b>' }),
    second: kms('alias/associate', { alias: 'alias/two', target_key_id: '<key_id:b>' }),
  },
  EnableKeyRotation: {
    given: both,
    first: ofKey('enable-key-rotation', 'a'),
    second: ofKey('enable-key-rotation', 'b'),
    observe: list,
  },
  UpdateKeyRotationInterval: {
    given: rotating,
    observe: status('a'),
    first: ofKey('update-key-rotation-interval', 'a', { rotation_interval: 30 }),
    second: ofKey('update-key-rotation-interval', 'a', { rotation_interval: 60 }),
  },
  DisableKeyRotation: {
    given: rotating,
    first: ofKey('disable-key-rotation', 'a'),
    second: ofKey('disable-key-rotation', 'b'),
    observe: list,
  },
  RotateOnDemand: {
    given: both,
    first: ofKey('rotate-on-demand', 'a'),
    second: ofKey('rotate-on-demand', 'b'),
    observe: status('b'),
  },
  ShowKeyRotationStatus: {
    given: [
      ...rotating,
      ofKey('update-key-rotation-interval', 'a', { rotation_interval: 30 }),
      ofKey('rotate-on-demand', 'b'),
    ],
    first: status('a'),
    second: status('b'),
  },
  CreateParametersForImport: { given: external, first: parameters('a'), second: parameters('b', 'SM2_ENCRYPT') },
  ImportKeyMaterial: {
    given: [...external, parameters('a')],
    observe: list,
    first: imported('a'),
    between: [parameters('b')],
    second: imported('b', { expiration_time: 1_999_999_999 }),
  },
  DeleteImportedKeyMaterial: {
    given: [...external, parameters('a'), imported('a'), parameters('b'), imported('b')],
    first: ofKey('delete-imported-key-material', 'a'),
    second: ofKey('delete-imported-key-material', 'b'),
    observe: list,
  },
  CreateGrant: {
    given: demo,
    observe: grants,
    first: grant('demo', 'one'),
    second: grant('demo', 'two', {
      operations: ['create-grant', 'encrypt-data'],
      retiring_principal: CALLER,
      grantee_principal_type: 'domain',
    }),
  },
  CancelGrant: {
    given: granted,
    first: ofKey('revoke-grant', 'demo', { grant_id: '<grant_id:one>' }),
    second: ofKey('revoke-grant', 'demo', { grant_id: '<grant_id:two>' }),
    observe: grants,
  },
  CancelSelfGrant: {
    given: granted,
    first: ofKey('retire-grant', 'demo', { grant_id: '<grant_id:two>' }),
    second: ofKey('retire-grant', 'demo', { grant_id: '<grant_id:one>' }),
    observe: grants,
  },
  ListGrants: {
    given: granted,
    first: ofKey('list-grants', 'demo', { limit: '1' }),
    second: ofKey('list-grants', 'demo', { limit: '1', marker: '1' }),
  },
  ListRetirableGrants: {
    given: [
      ...demo,
      grant('demo', 'one', { retiring_principal: CALLER }),
      grant('demo', 'not'),
      grant('demo', 'two', { retiring_principal: CALLER }),
    ],
    first: kms('list-retirable-grants', { limit: '1' }),
    second: kms('list-retirable-grants', { limit: '1', marker: '1' }),
  },
  BatchCreateKmsTags: {
    given: demo,
    first: setTags('demo', 'create', 'k1', 'k2'),
    second: setTags('demo', 'delete', 'k1'),
    observe: tags,
  },
  CreateKmsTag: {
    given: demo,
    observe: tags,
    first: post(`${KMS}/<key_id:demo>/tags`, { tag: { key: 'k', value: 'one' } }),
    second: post(`${KMS}/<key_id:demo>/tags`, { tag: { key: 'l', value: 'two' } }),
  },
  DeleteTag: {
    given: [...demo, setTags('demo', 'create', 'k1', 'k2')],
    first: del(`${KMS}/<key_id:demo>/tags/k1`),
    second: del(`${KMS}/<key_id:demo>/tags/k2`),
    observe: tags,
  },
  ShowKmsTags: {
    given: [...both, setTags('a', 'create', 'k')],
    first: get(`${KMS}/<key_id:a>/tags`),
    second: get(`${KMS}/<key_id:b>/tags`),
  },
  ListKmsTags: {
    given: [...both, setTags('a', 'create', 'k')],
    first: get(`${KMS}/tags`),
    between: [setTags('b', 'create', 'k')],
    second: get(`${KMS}/tags`),
  },
  ListKmsByTags: {
    given: [...both, setTags('a', 'create', 'k')],
    first: kms('resource_instances/action', { action: 'filter', tags: [{ key: 'k', values: ['k of a'] }] }),
    second: kms('resource_instances/action', { action: 'count' }),
  },
  ListSupportRegions: {
    first: get(`/v2/${PROJECT}/kms/regions?limit=2`),
    second: get(`/v2/${PROJECT}/kms/regions?limit=2&offset=2`),
  },
  ShowVersions: { first: get('/', HERE), second: get('/', ELSEWHERE) },
  ShowVersion: { first: get('/v1.0', HERE), second: get('/v1.0', ELSEWHERE) },
};
