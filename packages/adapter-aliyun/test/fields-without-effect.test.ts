import { beforeEach, describe, expect, it } from '@jest/globals';

import { type Environment, json, newEnvironment, type Params } from './environment.ts';

/** What facts of the kind `ignored` name: a request is answered alike with and without it. */
let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

/** The names of an answer's members, at any depth: what they hold differs from call to call. */
function membersOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(membersOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, membersOf(inner)]));
}

describe('fields without effect', () => {
  it('KeyStorageMechanism of CreateKey', async () => {
    const plain = await environment.ok('CreateKey', {});
    for (const KeyStorageMechanism of ['HsmInternal', 'HsmEncryptedDatabase'])
      expect(membersOf(await environment.ok('CreateKey', { KeyStorageMechanism }))).toEqual(membersOf(plain));
  });

  it.each(['ExternalId', 'SourceIdentity'])('%s of AssumeRole', async (name) => {
    const role = { RoleArn: 'acs:ram::1000000000000001:role/reader', RoleSessionName: 'alice' };
    const sts = async (more: Params) => {
      const answer = await environment.v1('AssumeRole', { Version: '2015-04-01', ...role, ...more });
      return [answer.status, membersOf(json(answer))];
    };
    expect(await sts({ [name]: 'somebody' })).toEqual(await sts({}));
    expect((await sts({}))[0]).toBe(200);
  });

  it.each([
    ['ProductType', 'CreateInstance', { ProductType: 'kms_ppi_public_cn' }],
    ['ProductType', 'ModifyInstance', { ProductType: 'kms_ppi_public_cn' }],
    ['SubscriptionType', 'ModifyInstance', { SubscriptionType: 'PayAsYouGo' }],
    ['ProductType', 'RefundInstance', { ProductType: 'kms_ppi_public_cn' }],
    ['SubscriptionType', 'RefundInstance', { SubscriptionType: 'PayAsYouGo' }],
    ['Parameter', 'RefundInstance', { 'Parameter.1.Code': 'KeyNum', 'Parameter.1.Value': '2000' }],
  ])('%s of %s', async (_field, action, field) => {
    const outcome = async (more: Params) => {
      const billing = await newEnvironment({ settings: { instances: [{ id: 'kst-1' }] } });
      const product = { Version: '2017-12-14', ProductCode: 'kms', SubscriptionType: 'Subscription' };
      const given = action === 'CreateInstance' ? {} : { InstanceId: 'kst-1' };
      const { status, body } = await billing.v1(action, { ...product, ...given, ...more });
      expect([status, String(body)]).toEqual([200, expect.stringContaining('Success')]);
      const { KmsInstances } = await billing.ok('ListKmsInstances');
      const { KmsInstance } = KmsInstances as { readonly KmsInstance: readonly { readonly KmsInstanceId: string }[] };
      const found = KmsInstance.map(({ KmsInstanceId }) => billing.ok('GetKmsInstance', { KmsInstanceId }));
      return (await Promise.all(found)).map(({ KmsInstance: one }) => one);
    };
    const withoutIds = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(/kst-\w+/g, 'kst'));
    expect(withoutIds(await outcome(field))).toEqual(withoutIds(await outcome({})));
  });
});
