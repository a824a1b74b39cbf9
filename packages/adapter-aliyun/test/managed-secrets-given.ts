import { json } from './managed-secret-data.ts';

export const REDIS_CONFIG = {
  SecretSubType: 'DoubleUsers',
  AccountName: 'u',
  CloneAccountName: 'u_clone',
  AccountPrivilege: 'RoleReadWrite',
  InstanceId: 'r-1',
  RegionId: 'cn-hangzhou',
};
export const REDIS = {
  SecretName: 'redis',
  VersionId: 'v1',
  SecretType: 'Redis',
  SecretData: '$Auto',
  ExtendedConfig: json(REDIS_CONFIG),
};
export const POLAR_CONFIG = {
  SecretSubType: 'DoubleUsers',
  RegionId: 'cn-hangzhou',
  DBClusterId: 'pc-1',
  DBType: 'MySQL',
  AccountName: 'u',
};
export const POLAR = {
  SecretName: 'polar',
  VersionId: 'v1',
  SecretType: 'PolarDB',
  SecretData: '$Auto',
  ExtendedConfig: json(POLAR_CONFIG),
};
export const RAM = {
  SecretName: '$Auto',
  VersionId: 'v1',
  SecretType: 'RAMCredentials',
  SecretData: json({ AccessKeys: [{ AccessKeyId: 'id', AccessKeySecret: 'sk' }] }),
  ExtendedConfig: json({ SecretSubType: 'RamUserAccessKey', UserName: 'alice' }),
};
export const ECS_CONFIG = { SecretSubType: 'Password', RegionId: 'cn-hangzhou', InstanceId: 'i-1' };
export const ECS = {
  SecretName: 'acs/ecs/web',
  VersionId: 'v1',
  SecretType: 'ECS',
  SecretData: json({ UserName: 'root', Password: 'p' }),
  ExtendedConfig: json(ECS_CONFIG),
};
export const SSH = {
  ...ECS,
  SecretData: json({ UserName: 'root', PublicKey: 'ssh-rsa', PrivateKey: 'pem' }),
  ExtendedConfig: json({ ...ECS_CONFIG, SecretSubType: 'SSHKey' }),
};
