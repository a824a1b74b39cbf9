import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { type ControlClient, controlClient } from '../src/index.ts';
import { openApiCaller } from './support/aliyun.ts';
import { gatewayForTest, type TestGateway } from './support/gateway.ts';
import { scratchDirectory } from './support/process.ts';
import { shownBy } from './support/terminal.ts';

const directory = scratchDirectory();
afterAll(() => {
  directory.remove();
});

let gateway: TestGateway;
let control: ControlClient;
beforeEach(async () => {
  gateway = await gatewayForTest();
  control = controlClient({ url: gateway.url });
});
afterEach(() => gateway.close());

const ramPolicy = (...actions: string[]) => ({
  Version: '1',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});
const iamPolicy = (...actions: string[]) => ({ Version: '1.1', Statement: [{ Effect: 'Allow', Action: actions }] });
const KEYS = { accessKeyId: 'READERKEY000000000001', accessKeySecret: 'secret of the reader for tests' };
const MISSPELT = {
  policies: { reader: ramPolicy('kms:GetSecretVale', 'kms:DescribeSecret') },
  identities: [
    {
      id: 'reader',
      access_keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret }],
      aliyun: { policies: ['reader'] },
    },
  ],
  secrets: [{ name: 'db', value: 'value of db' }],
};
const MEANT = 'no operation asks for kms:GetSecretVale: did you mean kms:GetSecretValue?';
const ASKED = ': no operation asks for';

describe('an action that no operation asks for', () => {
  it.each([
    ['kms:GetSecretVale', 'kms:GetSecretValue'],
    ['KMS:getsecretvaleu', 'kms:GetSecretValue'],
    ['kms:BatchGetSecretValues', 'kms:BatchGetSecretValue'],
    ['kms:DescribeSecrets*', 'kms:DescribeSecret'],
    ['sts:AsumeRole', 'sts:AssumeRole'],
  ])('of RAM, %s, is told with what was meant', async (action, nearest) => {
    const { warnings } = await control.seeds.apply({ policies: { p: ramPolicy(action) } });
    expect(warnings).toEqual([`policies.p.Statement.0.Action${ASKED} ${action}: did you mean ${nearest}?`]);
  });

  it.each([
    ['csms:secretVersions:get', 'csms:secretVersion:get'],
    ['kms:dek:crypt', 'kms:dek:crypto'],
    ['csms:secret:getVersions', 'csms:secret:getVersion'],
  ])('of IAM, %s, is told with what was meant', async (action, nearest) => {
    const { warnings } = await control.seeds.apply({
      identities: [{ id: 'i', huawei: { grants: [{ policy: iamPolicy(action) }] } }],
    });
    expect(warnings).toEqual([
      `identities.0.huawei.grants.0.policy.Statement.0.Action${ASKED} ${action}: did you mean ${nearest}?`,
    ]);
  });

  it('is none of another service, of another case, or with a wildcard that means some', async () => {
    const { warnings } = await control.seeds.apply({
      policies: {
        ram: ramPolicy('oss:Anything', 'ecs:*', 'kms:getsecretvalue', 'kms:Get*', '*', 'KMS:*', 'kms:ReEncryptTo'),
        iam: iamPolicy('obs:bucket:get', '*:*:*', 'csms:*:get*', 'csms:SecretVersion:Get', 'csms::*'),
      },
    });
    expect(warnings).toEqual([]);
  });

  it('is told wherever a policy is written: of roles, their trust, agencies, and new identities', async () => {
    const wrong = ramPolicy('kms:Nothing*At*All');
    const text = 'Statement.0.Action: no operation asks for kms:Nothing*At*All: it allows and denies nothing';
    const { warnings } = await control.seeds.apply({
      roles: [{ aliyun: '1000000000000001', name: 'r', policies: [wrong] }],
      agencies: [{ huawei: 'team', name: 'a', trusts: 'dragoman', grants: [{ policy: iamPolicy('csms:x:y') }] }],
    });
    expect(warnings).toEqual([
      `roles.0.policies.0.${text}`,
      expect.stringContaining('agencies.0.grants.0.policy.Statement.0.Action: no operation asks for csms:x:y'),
    ]);
    const identities = [{ id: 'new', aliyun: { policies: [wrong] } }];
    expect((await control.identities.create({ identities })).warnings).toEqual([
      `identities.0.aliyun.policies.0.${text}`,
    ]);
    expect((await control.sandboxes.create({ identities })).warnings).toHaveLength(1);
  });

  it('is told at the start with file and line', async () => {
    const path = join(directory.path, 'seeds.yaml');
    writeFileSync(
      path,
      "policies:\n  p:\n    Version: '1'\n    Statement:\n" +
        "      - Effect: Allow\n        Action: kms:GetSecretVale\n        Resource: '*'\n",
    );
    const started = await gatewayForTest({ 'seed-file': path });
    await started.close();
    expect(started.lines).toContainEqual(
      expect.stringContaining(`seeds.yaml:6: policies.p.Statement.0.Action: ${MEANT}`),
    );
  });

  it('is told by an explanation and by a check of what it does not allow', async () => {
    await control.seeds.apply(MISSPELT);
    const read = openApiCaller(gateway.host)('GetSecretValue', { SecretName: 'db' }, { keys: KEYS });
    await expect(read).rejects.toMatchObject({ code: 'Forbidden.NoPermission' });
    const { entries } = await control.journal.list({ newest: true, limit: 1 });
    const { remedies } = await control.explain({ request_id: entries[0]?.request_id ?? '' });
    expect(remedies[0]).toBe(`reader, statement 1: ${MEANT}`);
    const checked = await control.permissions.check({
      ...{ door: 'aliyun', identity: 'reader', operation: 'GetSecretValue', parameters: { SecretName: 'db' } },
    });
    expect(checked.warnings).toEqual([`reader, statement 1: ${MEANT}`]);
  });

  it('is told by the commands', async () => {
    writeFileSync(join(directory.path, 'misspelt.json'), JSON.stringify(MISSPELT));
    const printed = await shownBy(
      [
        ['seeds', 'apply', 'misspelt.json'],
        ['permissions', 'check', '--door', 'aliyun', '--identity', 'reader', '--operation', 'ListSecrets'],
        [
          'identities',
          'create',
          '--identities',
          JSON.stringify([{ id: 'x', aliyun: { policies: [ramPolicy('kms:Gte')] } }]),
        ],
      ],
      { cwd: directory.path, url: gateway.url, columns: null },
    );
    expect(printed).toContain(`warning: policies.reader.Statement.0.Action: ${MEANT}`);
    expect(printed).toContain(`warning: reader, statement 1: ${MEANT}`);
    expect(printed).toContain(
      'warning: identities.0.aliyun.policies.0.Statement.0.Action: no operation asks for kms:Gte',
    );
  });
});
