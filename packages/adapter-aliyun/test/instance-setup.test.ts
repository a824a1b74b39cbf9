import { createPrivateKey, X509Certificate } from 'node:crypto';

import { beforeEach, describe, expect, it } from '@jest/globals';
import forge from 'node-forge';

import { type Environment, newEnvironment, type Params } from './environment.ts';

const NOT_FOUND = '404 Forbidden.ResourceNotFound Resource not found.';
const EXISTS = '409 Rejected.ResourceExist The request was rejected because the resource already exists.';
const NO_INSTANCE = '403 Forbidden.DKMSInstanceNotFound The specified DKMS Instance is not found.';
const WRONG_STATE = '403 Forbidden.DKMSInstanceStateInvalid The DKMS instance state is invalid.';
const FULL = '400 Rejected.LimitExceeded The request was rejected because user create resource limit was exceeded';
const invalid = (name: string) => `400 InvalidParameter The specified parameter ${name} is not valid.`;
const missing = (name: string) => `400 MissingParameter The parameter  ${name}  needed but no provided.`;
const ARN = 'acs:kms:cn-hangzhou:1000000000000001:';
const PLACE = { VpcId: 'vpc-1', ZoneIds: 'cn-hangzhou-k,cn-hangzhou-j', VSwitchIds: 'vsw-1', KMProvider: 'Aliyun' };
const BILLING = { Version: '2017-12-14', ProductCode: 'kms' };
const USER = 'RbacPermission/Template/CryptoServiceSecretUser';

let environment: Environment;
beforeEach(async () => {
  environment = await newEnvironment();
});

/** Buys an instance; connected, unless told otherwise. */
async function bought(params: Params = {}, isConnected = true): Promise<string> {
  const { Data } = await environment.ok('CreateInstance', { ...BILLING, SubscriptionType: 'PayAsYouGo', ...params });
  const id = (Data as { InstanceId: string }).InstanceId;
  if (isConnected) await environment.ok('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE });
  return id;
}

const counts = (counted: Readonly<Record<string, string>>): Params =>
  Object.fromEntries(
    Object.entries(counted).flatMap(([code, value], index) => [
      [`Parameter.${index + 1}.Code`, code],
      [`Parameter.${index + 1}.Value`, value],
    ]),
  );

async function details(id: string): Promise<Record<string, unknown>> {
  return (await environment.ok('GetKmsInstance', { KmsInstanceId: id }))['KmsInstance'] as Record<string, unknown>;
}

describe('network rules', () => {
  it('are made, shown, changed and deleted', async () => {
    const rule = { Name: 'n', Type: 'Private', Description: 'd', SourcePrivateIp: '[ "10.0.0.0/8", "192.168.0.1" ]' };
    expect(await environment.ok('CreateNetworkRule', rule)).toEqual({
      Arn: `${ARN}network/n`,
      Name: 'n',
      Type: 'Private',
      Description: 'd',
      // Without blanks: the Terraform provider cuts it at the commas.
      SourcePrivateIp: '["10.0.0.0/8","192.168.0.1"]',
      RequestId: expect.any(String),
    });
    await environment.ok('UpdateNetworkRule', { Name: 'n', SourcePrivateIp: '["fd00::/8"]' });
    expect(await environment.ok('DescribeNetworkRule', { Name: 'n' })).toMatchObject({
      Description: 'd',
      SourcePrivateIp: '["fd00::/8"]',
    });
    await environment.ok('UpdateNetworkRule', { Name: 'n', Description: '' });
    expect(await environment.ok('DescribeNetworkRule', { Name: 'n' })).toMatchObject({ Description: '' });
    await environment.ok('DeleteNetworkRule', { Name: 'n' });
    for (const action of ['DescribeNetworkRule', 'UpdateNetworkRule', 'DeleteNetworkRule'])
      expect(await environment.rejected(action, { Name: 'n' })).toBe(NOT_FOUND);
  });

  it('want a name, the one type, and addresses', async () => {
    expect(await environment.rejected('CreateNetworkRule', { Type: 'Private' })).toBe(missing('Name'));
    expect(await environment.rejected('CreateNetworkRule', { Name: 'n' })).toBe(missing('Type'));
    expect(await environment.rejected('CreateNetworkRule', { Name: 'n', Type: 'Public' })).toBe(invalid('Type'));
    for (const SourcePrivateIp of ['10.0.0.1', '["a"]', '["10.0.0.0/33"]', '[1]', '{}', '["10.0.0.0/8/8"]'])
      expect(await environment.rejected('CreateNetworkRule', { Name: 'n', Type: 'Private', SourcePrivateIp })).toBe(
        invalid('SourcePrivateIp'),
      );
    await environment.ok('CreateNetworkRule', { Name: 'n', Type: 'Private' });
    expect(await environment.rejected('CreateNetworkRule', { Name: 'n', Type: 'Private' })).toBe(EXISTS);
  });
});

describe('policies', () => {
  const policy = {
    Name: 'p',
    KmsInstance: 'kst-1',
    Permissions: `["${USER}"]`,
    Resources: '["secret/acs/ram/user/x"]',
  };

  it('are answered as texts, and shown with lists', async () => {
    const made = { ...policy, AccessControlRules: '{"NetworkRules": ["n", "m"]}', Description: 'd' };
    expect(await environment.ok('CreatePolicy', made)).toEqual({
      Arn: `${ARN}policy/p`,
      ...made,
      AccessControlRules: '{"NetworkRules":["n","m"]}',
      RequestId: expect.any(String),
    });
    expect(await environment.ok('DescribePolicy', { Name: 'p' })).toMatchObject({
      KmsInstance: 'kst-1',
      Permissions: [USER],
      Resources: ['secret/acs/ram/user/x'],
      AccessControlRules: '{"NetworkRules":["n","m"]}',
    });
    await environment.ok('UpdatePolicy', { Name: 'p', Resources: '["key/*"]', AccessControlRules: '{}' });
    expect(await environment.ok('DescribePolicy', { Name: 'p' })).toMatchObject({
      Permissions: [USER],
      Resources: ['key/*'],
      AccessControlRules: '{"NetworkRules":[]}',
    });
  });

  it.each([
    ['Permissions', '["kms:*"]'],
    ['Permissions', 'x'],
    ['Resources', '["alias/x"]'],
    ['Resources', '["key/"]'],
    ['AccessControlRules', '[]'],
    ['AccessControlRules', '{"NetworkRules":"n"}'],
    ['AccessControlRules', JSON.stringify({ NetworkRules: Array.from({ length: 41 }, (_n, at) => `n${at}`) })],
  ])('do not take %s = %.40s', async (name, value) => {
    expect(await environment.rejected('CreatePolicy', { ...policy, [name]: value })).toBe(invalid(name));
    await environment.ok('CreatePolicy', policy);
    expect(await environment.rejected('UpdatePolicy', { Name: 'p', [name]: value })).toBe(invalid(name));
  });

  it('want permissions and resources, and a name that is free', async () => {
    for (const name of ['Name', 'Permissions', 'Resources'])
      expect(await environment.rejected('CreatePolicy', { ...policy, [name]: '' })).toBe(missing(name));
    await environment.ok('CreatePolicy', policy);
    expect(await environment.rejected('CreatePolicy', policy)).toBe(EXISTS);
    await environment.ok('DeletePolicy', { Name: 'p' });
    for (const action of ['DescribePolicy', 'UpdatePolicy', 'DeletePolicy'])
      expect(await environment.rejected(action, { Name: 'p' })).toBe(NOT_FOUND);
  });
});

describe('application access points', () => {
  it('have up to three policies, which need not be there', async () => {
    const made = { Name: 'a', Policies: '["p", "q", "r"]' };
    expect(await environment.ok('CreateApplicationAccessPoint', made)).toEqual({
      Arn: `${ARN}applicationaccesspoint/a`,
      Name: 'a',
      Description: '',
      AuthenticationMethod: 'ClientKey',
      Policies: '["p","q","r"]',
      RequestId: expect.any(String),
    });
    const four = { Policies: '["p","q","r","s"]' };
    expect(await environment.rejected('CreateApplicationAccessPoint', { Name: 'b', ...four })).toBe(
      invalid('Policies'),
    );
    expect(await environment.rejected('UpdateApplicationAccessPoint', { Name: 'a', ...four })).toBe(
      invalid('Policies'),
    );
    expect(await environment.rejected('CreateApplicationAccessPoint', made)).toBe(EXISTS);
    expect(await environment.rejected('CreateApplicationAccessPoint', { Name: 'b' })).toBe(missing('Policies'));
    const byRole = { ...made, AuthenticationMethod: 'RAMRole' };
    expect(await environment.rejected('CreateApplicationAccessPoint', byRole)).toBe(invalid('AuthenticationMethod'));
    await environment.ok('UpdateApplicationAccessPoint', { Name: 'a', Policies: '["p"]' });
    expect(await environment.ok('DescribeApplicationAccessPoint', { Name: 'a' })).toMatchObject({ Policies: '["p"]' });
    await environment.ok('DeleteApplicationAccessPoint', { Name: 'a' });
    for (const action of ['DescribeApplicationAccessPoint', 'UpdateApplicationAccessPoint'])
      expect(await environment.rejected(action, { Name: 'a' })).toBe(NOT_FOUND);
  });

  it('take their client keys with them', async () => {
    await environment.ok('CreateApplicationAccessPoint', { Name: 'a', Policies: '[]' });
    await environment.ok('CreateClientKey', { AapName: 'a', Password: 'Pass-word-1' });
    expect(await environment.get('ListClientKeys')).toMatchObject({ ClientKeys: [{ AapName: 'a' }] });
    await environment.ok('DeleteApplicationAccessPoint', { Name: 'a' });
    expect(await environment.get('ListClientKeys')).toMatchObject({ ClientKeys: [] });
  });
});

describe('client keys', () => {
  const key = { AapName: 'a', Password: 'Pass-word-1' };
  beforeEach(async () => {
    await environment.ok('CreateApplicationAccessPoint', { Name: 'a', Policies: '[]' });
  });

  it('show their private half once, under the password, and their public half as a certificate', async () => {
    const made = await environment.ok('CreateClientKey', key);
    expect(made).toEqual({
      ClientKeyId: expect.stringMatching(/^KAAP\.[0-9a-f-]{36}$/),
      KeyAlgorithm: 'RSA_2048',
      PrivateKeyData: expect.any(String),
      NotBefore: '2026-11-22T00:50:31Z',
      NotAfter: '2031-11-22T00:50:31Z',
      RequestId: expect.any(String),
    });
    const { ClientKeyId, PrivateKeyData } = made as { ClientKeyId: string; PrivateKeyData: string };
    const kept = await environment.get('GetClientKey', { ClientKeyId });
    expect(kept).toEqual({
      ClientKeyId,
      AapName: 'a',
      KeyAlgorithm: 'RSA_2048',
      KeyOrigin: 'KMS_PROVIDED',
      PublicKeyData: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n/),
      CreateTime: '2026-11-22T00:50:31Z',
      NotBefore: '2026-11-22T00:50:31Z',
      NotAfter: '2031-11-22T00:50:31Z',
      RequestId: expect.any(String),
    });
    const der = Buffer.from(PrivateKeyData, 'base64').toString('binary');
    const opened = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der), true, key.Password);
    const type = forge.pki.oids['pkcs8ShroudedKeyBag'] ?? '';
    const bag = opened.getBags({ bagType: type })[type]?.[0];
    const pem = forge.pki.privateKeyToPem(bag?.key as forge.pki.rsa.PrivateKey);
    const certificate = new X509Certificate(String(kept['PublicKeyData']));
    expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.subject).toContain(ClientKeyId);
    expect(certificate.validToDate).toEqual(new Date('2031-11-22T00:50:31Z'));
  });

  it.each(['Short-1', 'onlyletters', '1234567890', 'with blank 1', `${'a1'.repeat(32)}b`, 'umläut-1234'])(
    'are not made under the password %s',
    async (Password) => {
      expect(await environment.rejected('CreateClientKey', { ...key, Password })).toBe(invalid('Password'));
    },
  );

  it('last from one given time to another, or five years', async () => {
    const [NotBefore, NotAfter] = ['2027-01-01T00:00:00Z', '2027-06-01T00:00:00Z'];
    expect(await environment.ok('CreateClientKey', { ...key, NotBefore, NotAfter })).toMatchObject({
      NotBefore,
      NotAfter,
    });
    expect(await environment.rejected('CreateClientKey', { ...key, NotBefore })).toBe(missing('NotAfter'));
    expect(await environment.rejected('CreateClientKey', { ...key, NotAfter })).toBe(missing('NotBefore'));
    for (const wrong of ['2027-01-01', '2027-02-30T00:00:00Z', NotBefore])
      expect(await environment.rejected('CreateClientKey', { ...key, NotBefore, NotAfter: wrong })).toBe(
        invalid('NotAfter'),
      );
  });

  it('are looked at before their access point', async () => {
    const nowhere = { ...key, AapName: 'nope' };
    expect(await environment.rejected('CreateClientKey', { ...nowhere, Password: 'x' })).toBe(invalid('Password'));
    expect(await environment.rejected('CreateClientKey', nowhere)).toBe(NOT_FOUND);
    expect(await environment.rejected('CreateClientKey', { AapName: 'a' })).toBe(missing('Password'));
    expect(await environment.rejected('DeleteClientKey', { ClientKeyId: 'KAAP.nope' })).toBe(NOT_FOUND);
  });
});

describe('an instance', () => {
  it('is bought, connected, renamed, bound and shown', async () => {
    const id = await bought(counts({ KeyNum: '100', SecretNum: '50', VpcNum: '2', Spec: '2000' }), false);
    expect(await details(id)).toMatchObject({ Status: 'Uninitialized', StartDate: '', VpcId: '', ZoneIds: [] });
    await environment.ok('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE });
    await environment.ok('UpdateKmsInstance', { KmsInstanceId: id, InstanceName: 'mine' });
    const other = { VpcId: 'vpc-2', VSwitchId: 'vsw-2', RegionId: 'cn-hangzhou', VpcOwnerId: 1_000_000_000_000_002 };
    await environment.get('UpdateKmsInstanceBindVpc', { KmsInstanceId: id, BindVpcs: JSON.stringify([other]) });
    expect(await details(id)).toMatchObject({
      Status: 'Connected',
      InstanceName: 'mine',
      KeyNum: 100,
      SecretNum: '50',
      VpcNum: 2,
      Spec: 2000,
      VpcId: 'vpc-1',
      // Lists, as the newest models and Terraform read them (case A7).
      ZoneIds: ['cn-hangzhou-k', 'cn-hangzhou-j'],
      VswitchIds: ['vsw-1'],
      ChargeType: 'POSTPAY',
      BindVpcs: { BindVpc: [{ ...other, VpcOwnerId: '1000000000000002' }] },
    });
    expect(await environment.ok('GetDefaultKmsInstance')).toMatchObject({ DefaultKmsInstanceId: id });
    await environment.ok('ModifyInstance', { ...BILLING, InstanceId: id, ...counts({ KeyNum: '200' }) });
    expect(await details(id)).toMatchObject({ KeyNum: 200, SecretNum: '50' });
  });

  it('shows the one certificate of the gateway that clients are to trust', async () => {
    const pem = (text: string) => `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
    environment = await newEnvironment({ authority: pem('own') + pem('added') });
    expect(await details(await bought())).toMatchObject({ CaCertificateChainPem: pem('own') });
  });

  it('is connected once, and bound to no more VPCs than it is bought for', async () => {
    const id = await bought({}, false);
    const bind = (BindVpcs: unknown) =>
      environment.get('UpdateKmsInstanceBindVpc', { KmsInstanceId: id, BindVpcs: JSON.stringify(BindVpcs) });
    const vpc = { VpcId: 'vpc-2', VSwitchId: 'v', RegionId: 'cn-hangzhou', VpcOwnerId: '1' };
    expect(await bind([vpc])).toMatchObject({ Code: 'Forbidden.DKMSInstanceStateInvalid' });
    await environment.ok('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE });
    expect(await environment.rejected('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE })).toBe(WRONG_STATE);
    expect(await bind([vpc])).toMatchObject({ Code: 'Rejected.LimitExceeded' });
    expect(await bind([])).toEqual({ RequestId: expect.any(String) });
    for (const wrong of [{}, [{}], [1], [{ ...vpc, VpcId: '' }]])
      expect(await bind(wrong)).toMatchObject({ Code: 'InvalidParameter' });
    expect(await environment.rejected('ConnectKmsInstance', { KmsInstanceId: 'kst-no', ...PLACE })).toBe(NO_INSTANCE);
    expect(await environment.rejected('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE, ZoneIds: 'a,' })).toBe(
      invalid('ZoneIds'),
    );
  });

  it('holds as many keys and secrets as it is bought for, once it is connected', async () => {
    const id = await bought(counts({ KeyNum: '1', SecretNum: '1' }), false);
    const secret = (SecretName: string) => ({ SecretName, VersionId: 'v', SecretData: 'd', DKMSInstanceId: id });
    expect(await environment.rejected('CreateKey', { DKMSInstanceId: id })).toBe(WRONG_STATE);
    expect(await environment.rejected('CreateSecret', secret('a'))).toBe(WRONG_STATE);
    await environment.ok('ConnectKmsInstance', { KmsInstanceId: id, ...PLACE });
    await environment.ok('CreateKey', { DKMSInstanceId: id });
    expect(await environment.rejected('CreateKey', { DKMSInstanceId: id })).toBe(FULL);
    await environment.ok('CreateSecret', secret('a'));
    expect(await environment.rejected('CreateSecret', secret('b'))).toBe(FULL);
    // Outside of it there is room.
    await environment.ok('CreateKey');
    await environment.ok('ModifyInstance', { ...BILLING, InstanceId: id, ...counts({ SecretNum: '2' }) });
    await environment.ok('CreateSecret', secret('b'));
  });

  it('is given back with what it holds, by force alone, and not while it is protected', async () => {
    const id = await bought();
    const { KeyMetadata } = await environment.ok('CreateKey', { DKMSInstanceId: id });
    const { KeyId } = KeyMetadata as { KeyId: string };
    const secret = { SecretName: 's', VersionId: 'v', SecretData: 'd' };
    await environment.ok('CreateSecret', { ...secret, DKMSInstanceId: id });
    expect(await environment.rejected('ReleaseKmsInstance', { KmsInstanceId: id })).toBe(WRONG_STATE);
    const protection = { KmsInstanceId: id, EnableDeletionProtection: 'true', DeletionProtectionDescription: 'why' };
    await environment.ok('SetDeletionProtection', protection);
    expect(await details(id)).toMatchObject({ DeletionProtection: true, DeletionProtectionDescription: 'why' });
    const forced = { KmsInstanceId: id, ForceDeleteWithoutBackup: 'true' };
    expect(await environment.rejected('ReleaseKmsInstance', forced)).toBe(WRONG_STATE);
    await environment.ok('SetDeletionProtection', { ...protection, EnableDeletionProtection: 'false' });
    await environment.ok('ReleaseKmsInstance', forced);
    expect(await environment.rejected('GetKmsInstance', { KmsInstanceId: id })).toBe(NO_INSTANCE);
    expect(await environment.rejected('DescribeKey', { KeyId })).toMatch(/^404 Forbidden.KeyNotFound/);
    expect(await environment.rejected('GetSecretValue', { SecretName: 's' })).toBe(NOT_FOUND);
    await environment.ok('CreateSecret', secret);
  });

  it('that is a subscription is refunded where it was bought', async () => {
    const id = await bought({ SubscriptionType: 'Subscription' });
    expect(await environment.rejected('ReleaseKmsInstance', { KmsInstanceId: id })).toMatch(
      /^400 Rejected.UnsupportedOperation/,
    );
    await environment.ok('RefundInstance', { ...BILLING, InstanceId: id, ImmediatelyRelease: '1' });
    expect(await environment.rejected('GetKmsInstance', { KmsInstanceId: id })).toBe(NO_INSTANCE);
  });

  it('is of the region that it is bought in', async () => {
    const id = await bought(counts({ Region: 'cn-beijing' }), false);
    expect(await environment.rejected('GetKmsInstance', { KmsInstanceId: id })).toBe(NO_INSTANCE);
    const there = { KmsInstanceId: id, RegionId: 'cn-beijing' };
    expect(await environment.ok('GetKmsInstance', there)).toMatchObject({ KmsInstance: { InstanceId: id } });
    // The billing service knows it by its id alone.
    await environment.ok('ModifyInstance', { ...BILLING, InstanceId: id, ...counts({ KeyNum: '7' }) });
    expect(await environment.ok('GetKmsInstance', there)).toMatchObject({ KmsInstance: { KeyNum: 7 } });
  });
});
