import { beforeEach, describe, expect, it } from '@jest/globals';
import { createKey } from '@dragoman/core';

import { type Environment, newEnvironment } from './environment.ts';

const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/';
const VAULT = 'aliyun:1000000000000001/cn-hangzhou';
const NEW = { SecretName: 'db', VersionId: 'v1', SecretData: 'one' };

const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

describe('CreateSecret', () => {
  it('answers with the ARN and the version', async () => {
    expect(await environment.ok('CreateSecret', NEW)).toEqual({
      Arn: `${ARN}db`,
      SecretName: 'db',
      VersionId: 'v1',
      SecretType: 'Generic',
      RequestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    });
  });

  it.each(['SecretName', 'VersionId', 'SecretData'])('misses %s, absent or empty', async (name) => {
    const rest = Object.fromEntries(Object.entries(NEW).filter(([key]) => key !== name));
    expect(await environment.rejected('CreateSecret', rest)).toBe(missing(name));
    expect(await environment.rejected('CreateSecret', { ...rest, [name]: '' })).toBe(missing(name));
  });

  it('names the first of several that miss', async () => {
    expect(await environment.rejected('CreateSecret')).toBe(missing('SecretName'));
    expect(await environment.rejected('CreateSecret', { SecretName: 'x', SecretDataType: 'wrong' })).toBe(
      missing('VersionId'),
    );
  });

  it.each([
    ['SecretData', 'x'.repeat(30_720), 'x'.repeat(30_721)],
    ['SecretData', '中'.repeat(10_240), `${'中'.repeat(10_240)}x`],
    ['VersionId', 'v'.repeat(64), 'v'.repeat(65)],
    ['SecretName', 'n'.repeat(192), 'n'.repeat(193)],
    ['SecretName', '中'.repeat(64), '中'.repeat(65)],
    ['SecretName', 'aZ9_/+=.-@', 'a b'],
    ['SecretName', 'acs', 'acs/x'],
    ['SecretName', 'ok', 'acs:kms:cn-hangzhou:1000000000000001:secret/x'],
    ['SecretDataType', 'binary', 'Binary'],
    ['EnableAutomaticRotation', 'TRUE', 'yes'],
    ['SecretType', 'Generic', 'generic'],
  ])('takes %s up to its limit and no further', async (name, good, bad) => {
    expect(await environment.rejected('CreateSecret', { ...NEW, [name]: bad })).toBe(invalid(name));
    expect(await environment.ok('CreateSecret', { ...NEW, [name]: good })).toMatchObject({ SecretType: 'Generic' });
  });

  it.each(['7w', '5h', 'nonsense'])(
    'ignores the rotation interval %s of a generic secret',
    async (RotationInterval) => {
      const given = { EnableAutomaticRotation: 'true', RotationInterval, ExtendedConfig: '{"CustomData":{"a":"b"}}' };
      expect(await environment.ok('CreateSecret', { ...NEW, ...given })).not.toHaveProperty('AutomaticRotation');
    },
  );

  it('keeps tags, up to twenty, and rejects those that are malformed', async () => {
    const tags = (count: number, key = 'k', value = 'v') =>
      JSON.stringify(Array.from({ length: count }, (_, at) => ({ TagKey: `${key}${at}`, TagValue: value })));
    const bad = [
      'x',
      '{}',
      '[1]',
      '[{"TagKey":1}]',
      '[{"TagValue":"v"}]',
      '[{"TagKey":""}]',
      '[{"TagKey":"a"},{"TagKey":"a"}]',
      tags(21),
      tags(1, 'aliyun'),
      tags(1, 'acs:'),
      tags(1, 'a b'),
      tags(1, 'k', 'v!'),
      tags(1, 'k'.repeat(128)),
      tags(1, 'k', 'v'.repeat(129)),
    ];
    for (const Tags of bad) expect(await environment.rejected('CreateSecret', { ...NEW, Tags })).toBe(invalid('Tags'));
    await environment.ok('CreateSecret', { ...NEW, Tags: tags(20, 'k'.repeat(126), String.raw`a/\_-.+=:@Z9`) });
    const { Tags } = await environment.ok('DescribeSecret', { SecretName: 'db', FetchTags: 'True' });
    const { Tag } = Tags as { Tag: unknown[] };
    expect(Tag).toHaveLength(20);
    expect(Tag[0]).toEqual({ TagKey: `${'k'.repeat(126)}0`, TagValue: String.raw`a/\_-.+=:@Z9` });
  });

  it('checks a policy as far as it is documented', async () => {
    const statement = {
      Sid: 'kms default secret policy',
      Effect: 'Allow',
      Principal: { RAM: ['acs:ram::1000000000000001:*'] },
      Action: ['kms:*'],
      Resource: ['*'],
    };
    const policy = (changes: object) => JSON.stringify({ Version: '1', Statement: [{ ...statement, ...changes }] });
    const bad = [
      'x',
      '[]',
      '{"Version":"2","Statement":[]}',
      '{"Version":"1"}',
      '{"Version":"1","Statement":[]}',
      '{"Version":"1","Statement":[1]}',
      policy({ Effect: 'allow' }),
      policy({ Principal: '*' }),
      policy({ Principal: { RAM: 'root' } }),
      policy({ Action: 'oss:*' }),
      policy({ Action: [] }),
      policy({ Resource: 'x' }),
      policy({ Sid: 's'.repeat(129) }),
      policy({ Condition: 1 }),
      policy({ Pad: 'x'.repeat(32_769) }),
    ];
    for (const Policy of bad)
      expect(await environment.rejected('CreateSecret', { ...NEW, Policy })).toBe(invalid('Policy'));
    await environment.ok('CreateSecret', { ...NEW, Policy: policy({ Condition: {} }) });
    expect((await environment.services.secrets.findByName(VAULT, 'db'))?.attributes).toEqual({
      aliyun: { policy: policy({ Condition: {} }) },
    });
  });

  it('ignores what concerns managed types and what nobody declares', async () => {
    await environment.ok('CreateSecret', {
      ...NEW,
      ExtendedConfig: '{"a":1}',
      EnableAutomaticRotation: 'true',
      RotationInterval: '7d',
      RegionId: 'cn-hangzhou',
      Whatever: 'x',
    });
  });

  it('knows no instance and no key that was not made', async () => {
    expect(await environment.rejected('CreateSecret', { ...NEW, DKMSInstanceId: 'kst-1' })).toBe(
      '403 Forbidden.DKMSInstanceNotFound The specified DKMS Instance is not found.',
    );
    expect(await environment.rejected('CreateSecret', { ...NEW, EncryptionKeyId: 'nope' })).toBe(
      '404 Forbidden.KeyNotFound The specified Key is not found.',
    );
  });

  it('is protected by the key that it names', async () => {
    const key = await createKey(environment.services, VAULT, '');
    await environment.ok('CreateSecret', { ...NEW, EncryptionKeyId: key.id });
    expect(await environment.ok('DescribeSecret', NEW)).toMatchObject({ EncryptionKeyId: key.id });
    await environment.services.keys.commit({ ...key, state: 'disabled', revision: 2 }, 1);
    expect(await environment.rejected('GetSecretValue', NEW)).toBe(
      '409 Rejected.Disabled The request was rejected because the key state is Disabled.',
    );
    expect(await environment.rejected('CreateSecret', { ...NEW, SecretName: 'x', EncryptionKeyId: key.id })).toMatch(
      /^409 Rejected.Disabled /,
    );
    await environment.services.keys.commit({ ...key, state: 'pending-deletion', revision: 3 }, 2);
    expect(await environment.rejected('GetSecretValue', NEW)).toBe(
      '409 Rejected.PendingDeletion The request was rejected because the key state is PendingDeletion.',
    );
  });

  it('rejects a name that exists, be the rest the same or not, unless the switch says otherwise', async () => {
    await environment.ok('CreateSecret', NEW);
    expect(await environment.rejected('CreateSecret', NEW)).toBe(
      '409 Rejected.ResourceExist The resource already exists.',
    );
    const idempotent = await newEnvironment({ services: environment.services, settings: { idempotent_create: true } });
    expect(await idempotent.ok('CreateSecret', NEW)).toMatchObject({ Arn: `${ARN}db`, VersionId: 'v1' });
    for (const change of [{ SecretData: 'two' }, { VersionId: 'v2' }]) {
      expect(await idempotent.rejected('CreateSecret', { ...NEW, ...change })).toBe(
        '409 Rejected.ResourceExist The resource already exists.',
      );
    }
  });

  it('checks everything about the input before it looks for the name', async () => {
    await environment.ok('CreateSecret', NEW);
    expect(await environment.rejected('CreateSecret', { ...NEW, Tags: 'x' })).toBe(invalid('Tags'));
    expect(await environment.rejected('CreateSecret', { ...NEW, EncryptionKeyId: 'nope' })).toMatch(
      /^409 Rejected.ResourceExist/,
    );
  });
});
